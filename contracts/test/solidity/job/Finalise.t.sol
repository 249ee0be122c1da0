// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract FinaliseTest is JobStage {
    function setUp() public override {
        super.setUp();
        playUntilCertified(ORDER, true);
        playUntilCertified(EHDS_ORDER, true);
    }

    function test_finalise_settlesAndOpensAccess_inBothLanes() public {
        uint64 accessUntil = uint64(block.timestamp) + 30 days;
        for (uint256 orderId = ORDER; orderId <= EHDS_ORDER; ++orderId) {
            vm.expectEmit(address(jobs));
            emit IJobRegistry.JobFinalised(orderId);
            vm.expectEmit(address(accessToken));
            emit IAccessToken.AccessGranted(orderId, BUYER, PURPOSE, accessUntil);
            finalise(orderId);
            assertJob(orderId, IJobRegistry.State.FINALISED);
            assertEq(uint256(market.statusOf(orderId)), uint256(IMarket.OrderStatus.SETTLED));
            assertEq(accessToken.holderOf(orderId), BUYER);
        }
    }

    function test_finalise_namesAllWhoAreOwed() public {
        finalise(ORDER);
        IMarket.Settlement memory settlement = settlementOf(ORDER);
        address[7] memory expected = [HOSPITAL_A, HOSPITAL_B, nodes[0], nodes[1], nodes[2], evaluator, TREASURY];
        assertEq(settlement.payees.length, 7);
        for (uint256 i = 0; i < 7; ++i) assertEq(settlement.payees[i], expected[i]);
        assertEq(settlement.termsHash, keccak256(abi.encode(termsOf(ORDER))));
        assertEq(settlement.buyer, BUYER);
        assertEq(settlement.settledAt, block.timestamp);
    }

    function testFuzz_finalise_byAnyone_inTimeOnly(address caller, uint40 at) public {
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(bound(at, block.timestamp, type(uint40).max));
        if (block.timestamp > deadline) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        }
        vm.prank(caller);
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
    }

    function test_finalise_ofAJobNotCertified_reverts() public {
        uint256 orderId = placeOrder("open");
        expectWrongState(orderId, IJobRegistry.State.REQUESTED);
        jobs.finalise(orderId, termsOf(orderId), emptyJob());
        claim(orderId);
        _refusedIn(orderId, IJobRegistry.State.CLAIMED);
        measure(orderId);
        _refusedIn(orderId, IJobRegistry.State.MEASURED);
        commit(orderId);
        _refusedIn(orderId, IJobRegistry.State.COMMITTED);
        report(orderId);
        _refusedIn(orderId, IJobRegistry.State.REPORTED);
        certify(orderId, false);
        _refusedIn(orderId, IJobRegistry.State.REFUSED);
        fail(orderId, IJobRegistry.FailReason.CERTIFICATE_REFUSED);
        _refusedIn(orderId, IJobRegistry.State.FAILED);
    }

    function test_finalise_twice_reverts() public {
        finalise(ORDER);
        _refusedIn(ORDER, IJobRegistry.State.FINALISED);
    }

    function test_finalise_onOtherTerms_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        jobs.finalise(ORDER, termsOf(EHDS_ORDER), jobOf(ORDER));
    }

    function test_finalise_afterAWithdrawal_reverts_forGood() public {
        withdrawConsent(1);
        withdrawConsent(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobConsentStale.selector, ORDER, 1, 0, 2));
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
        fail(ORDER, IJobRegistry.FailReason.CONSENT_STALE);
        uint256 beforeWei = token.balanceOf(BUYER);
        market.refund(ORDER, termsOf(ORDER));
        assertEq(token.balanceOf(BUYER) - beforeWei, termsOf(ORDER).totalWei);
    }

    function test_finalise_whileABasisIsSuspended_reverts_inBothLanes() public {
        suspendBasis(1, true);
        suspendBasis(3, true);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 1));
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 3));
        jobs.finalise(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER));
        suspendBasis(1, false);
        suspendBasis(3, false);
        finalise(ORDER);
        finalise(EHDS_ORDER);
    }

    function test_finalise_underASuspendedPermit_reverts_untilItIsResumed() public {
        suspendPermit();
        _refusedPermit(IPermitRegistry.State.SUSPENDED);
        vm.prank(ACCESS_BODY);
        permits.resume(PERMIT_ID);
        finalise(EHDS_ORDER);
    }

    function test_finalise_underARevokedPermit_reverts() public {
        revokePermit();
        _refusedPermit(IPermitRegistry.State.REVOKED);
    }

    function test_finalise_underAnExpiredPermit_reverts() public {
        uint256 permitId = _issueShort();
        IMarket.OrderRequest memory request = ehdsRequest("short");
        request.permitId = permitId;
        uint256 orderId = placeOrder(request, noOffers());
        playUntilCertified(orderId, true);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(permitId);
        vm.warp(permit.validUntil + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPermitRegistry.PermitNotValid.selector,
                permitId,
                IPermitRegistry.State.ACTIVE,
                permit.validFrom,
                permit.validUntil
            )
        );
        jobs.finalise(orderId, termsOf(orderId), jobOf(orderId));
        vm.warp(permit.validUntil);
        finalise(orderId);
    }

    function test_finalise_underAnAmendedPermit_reverts() public {
        amendPermit();
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, PERMIT_ID, 1, 2));
        jobs.finalise(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER));
    }

    function test_finalise_underAnExtendedPermit_goesOn() public {
        vm.prank(ACCESS_BODY);
        permits.extend(PERMIT_ID, keccak256("extended"), uint40(block.timestamp + 700 days), uint40(block.timestamp));
        finalise(EHDS_ORDER);
    }

    function test_finalise_thresholdsChangedSince_theCertificateStands() public {
        jobs.setThresholds(1, IJobRegistry.Thresholds(1, 1, 1));
        finalise(ORDER);
    }

    function test_finalise_evaluatorStruckOffSince_theCertificateStands() public {
        vm.prank(evaluator);
        workers.leave();
        finalise(ORDER);
    }

    function test_settle_byAnyoneButTheJobRegistry_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        market.settle(ORDER, termsOf(ORDER), nodes, evaluator, 0);
    }

    function _refusedIn(uint256 orderId, IJobRegistry.State state) private {
        expectWrongState(orderId, state);
        jobs.finalise(orderId, termsOf(orderId), jobOf(orderId));
    }

    function _refusedPermit(IPermitRegistry.State state) private {
        IPermitRegistry.DataPermit memory permit = permits.permitOf(PERMIT_ID);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPermitRegistry.PermitNotValid.selector,
                PERMIT_ID,
                state,
                permit.validFrom,
                permit.validUntil
            )
        );
        jobs.finalise(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER));
    }

    function _issueShort() private returns (uint256) {
        IPermitRegistry.Decision memory decision = IPermitRegistry.Decision({
            holder: BUYER,
            applicationHash: keccak256("application"),
            decisionHash: keccak256("decision"),
            purposesMask: PURPOSE,
            criteriaMask: 0xff,
            optOutException: false,
            validFrom: uint40(block.timestamp),
            validUntil: uint40(block.timestamp + 1 hours),
            datasetIds: ids(3, 4)
        });
        vm.prank(ACCESS_BODY);
        return permits.issue(decision);
    }
}
