// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract FailTest is JobStage {
    IJobRegistry.FailReason private constant GAVE_UP = IJobRegistry.FailReason.LEAD_GAVE_UP;
    IJobRegistry.FailReason private constant DEADLINE = IJobRegistry.FailReason.DEADLINE;
    IJobRegistry.FailReason private constant STALE = IJobRegistry.FailReason.CONSENT_STALE;
    IJobRegistry.FailReason private constant REFUSED = IJobRegistry.FailReason.CERTIFICATE_REFUSED;
    IJobRegistry.FailReason private constant PERMIT_DEAD = IJobRegistry.FailReason.PERMIT_DEAD;

    function test_fail_leadGaveUp_fromClaimedToReported() public {
        for (uint256 steps = 0; steps < 4; ++steps) {
            uint256 orderId = _play(bytes32(steps + 1), steps);
            vm.expectEmit(address(jobs));
            emit IJobRegistry.JobFailed(orderId, GAVE_UP, nodes[0]);
            vm.prank(nodes[0]);
            fail(orderId, GAVE_UP);
            assertJob(orderId, IJobRegistry.State.FAILED);
        }
    }

    function testFuzz_fail_leadGaveUp_byAnyoneElse_reverts(address caller, uint8 steps) public {
        vm.assume(caller != nodes[0]);
        uint256 orderId = _play("mine", steps % 4);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, orderId, caller));
        vm.prank(caller);
        fail(orderId, GAVE_UP);
    }

    function test_fail_leadGaveUp_beforeTheClaimOrAfterTheCertificate_reverts() public {
        _cannot(ORDER, GAVE_UP, nodes[0]);
        _cannot(_play("passed", 4), GAVE_UP, nodes[0]);
        uint256 orderId = _play("refused", 3);
        certify(orderId, false);
        _cannot(orderId, GAVE_UP, nodes[0]);
    }

    function test_fail_leadGaveUp_byWhoInventsToBeLead_reverts() public {
        claim(ORDER);
        IJobRegistry.Job memory invented = jobOf(ORDER);
        invented.nodes[0] = STRANGER;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        vm.prank(STRANGER);
        jobs.fail(ORDER, GAVE_UP, termsOf(ORDER), invented);
    }

    /// @dev In every state a job can be in, with no knowledge of the job.
    function testFuzz_fail_deadline_byAnyone_inEveryOpenState(address caller, uint8 steps, uint40 late) public {
        uint256 orderId = _play("late", steps % 6);
        IMarket.Terms memory terms = termsOf(orderId);
        vm.warp(terms.deadline);
        _cannot(orderId, DEADLINE, caller);
        vm.warp(bound(late, terms.deadline + 1, type(uint40).max));
        vm.prank(caller);
        jobs.fail(orderId, DEADLINE, terms, emptyJob());
        assertEq(uint256(jobs.stateOf(orderId)), uint256(IJobRegistry.State.FAILED));
    }

    function test_fail_deadline_ofAJobNobodyClaimed() public {
        vm.warp(termsOf(ORDER).deadline + 1);
        jobs.fail(ORDER, DEADLINE, termsOf(ORDER), emptyJob());
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.FAILED));
        assertEq(ledger.budgetOf(1).reservedMicro, 0);
    }

    function test_fail_consentStale_onlyOnceAnEpochMoved() public {
        claim(ORDER);
        _cannot(ORDER, STALE, STRANGER);
        // A suspended basis may be resumed: not stale.
        suspendBasis(2, true);
        _cannot(ORDER, STALE, STRANGER);
        withdrawConsent(2);
        vm.prank(STRANGER);
        fail(ORDER, STALE);
        assertJob(ORDER, IJobRegistry.State.FAILED);
    }

    function test_fail_consentStale_fromClaimedToRefused() public {
        uint256[6] memory orders;
        for (uint256 steps = 0; steps < 6; ++steps) orders[steps] = _play(bytes32(steps + 1), steps);
        withdrawConsent(1);
        for (uint256 steps = 0; steps < 6; ++steps) {
            fail(orders[steps], STALE);
            assertJob(orders[steps], IJobRegistry.State.FAILED);
        }
        _cannot(ORDER, STALE, STRANGER);
    }

    function test_fail_consentStale_withInventedEpochs_reverts() public {
        claim(ORDER);
        IJobRegistry.Job memory invented = jobOf(ORDER);
        invented.consentEpochs[0] = 7;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        jobs.fail(ORDER, STALE, termsOf(ORDER), invented);
    }

    function test_fail_consentStale_inTheEhdsLane_isNoReason() public {
        claim(EHDS_ORDER);
        vm.prank(HOSPITAL_A);
        consents.anchorOptOutRoot(3, "later");
        _cannot(EHDS_ORDER, STALE, STRANGER);
    }

    function test_fail_certificateRefused_onlyOfARefusedJob() public {
        for (uint256 steps = 0; steps < 5; ++steps) _cannot(_play(bytes32(steps + 1), steps), REFUSED, STRANGER);
        _cannot(ORDER, REFUSED, STRANGER);
        uint256 orderId = _play("refused", 5);
        vm.prank(STRANGER);
        fail(orderId, REFUSED);
        assertJob(orderId, IJobRegistry.State.FAILED);
    }

    function test_fail_permitDead_revoked() public {
        _cannot(EHDS_ORDER, PERMIT_DEAD, STRANGER);
        suspendPermit();
        _cannot(EHDS_ORDER, PERMIT_DEAD, STRANGER);
        revokePermit();
        _failsWithoutTheJob(EHDS_ORDER);
    }

    function test_fail_permitDead_amended() public {
        playUntilCertified(EHDS_ORDER, true);
        amendPermit();
        _failsWithoutTheJob(EHDS_ORDER);
    }

    function test_fail_permitDead_expired() public {
        claim(EHDS_ORDER);
        vm.warp(permits.permitOf(PERMIT_ID).validUntil + 1);
        _failsWithoutTheJob(EHDS_ORDER);
    }

    function test_fail_permitDead_ofACommercialOrder_reverts() public {
        claim(ORDER);
        revokePermit();
        _cannot(ORDER, PERMIT_DEAD, STRANGER);
    }

    function testFuzz_fail_withoutAReason_reverts(uint8 steps, address caller) public {
        uint256 orderId = _play("none", steps % 6);
        _cannot(orderId, IJobRegistry.FailReason.NONE, caller);
        _cannot(ORDER, IJobRegistry.FailReason.NONE, caller);
    }

    function test_fail_releasesTheReservation_beforeTheMeasurementOnly() public {
        uint64 reserved = ledger.budgetOf(1).reservedMicro;
        uint256 unmeasured = _play("unmeasured", 0);
        uint256 measured = _play("measured", 1);
        assertEq(ledger.budgetOf(1).reservedMicro, reserved + 40_000);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReleased(1, unmeasured, 40_000);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReleased(2, unmeasured, 40_000);
        vm.prank(nodes[0]);
        fail(unmeasured, GAVE_UP);
        assertEq(ledger.budgetOf(1).reservedMicro, reserved);
        vm.prank(nodes[0]);
        fail(measured, GAVE_UP);
        assertEq(ledger.budgetOf(1).reservedMicro, reserved);
        assertEq(ledger.budgetOf(1).spentMicro, 40_000);
    }

    function test_fail_twice_orAfterTheEnd_reverts() public {
        claim(ORDER);
        vm.prank(nodes[0]);
        fail(ORDER, GAVE_UP);
        expectWrongState(ORDER, IJobRegistry.State.FAILED);
        fail(ORDER, GAVE_UP);
        uint256 orderId = placeOrder("final");
        playUntilSettled(orderId);
        expectWrongState(orderId, IJobRegistry.State.FINALISED);
        fail(orderId, DEADLINE);
        expectWrongState(99, IJobRegistry.State.NONE);
        jobs.fail(99, DEADLINE, termsOf(ORDER), emptyJob());
    }

    function test_fail_onOtherTerms_reverts() public {
        vm.warp(termsOf(ORDER).deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        jobs.fail(ORDER, DEADLINE, termsOf(EHDS_ORDER), emptyJob());
    }

    function testFuzz_expire_byAnyoneButTheMarket_reverts(address caller) public {
        vm.assume(caller != address(market));
        vm.warp(termsOf(ORDER).deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        jobs.expire(ORDER, termsOf(ORDER));
    }

    function test_expire_byTheMarket_ofAJobThatEnded_reverts() public {
        claim(ORDER);
        vm.prank(nodes[0]);
        fail(ORDER, GAVE_UP);
        expectWrongState(ORDER, IJobRegistry.State.FAILED);
        vm.prank(address(market));
        jobs.expire(ORDER, termsOf(ORDER));
        expectWrongState(99, IJobRegistry.State.NONE);
        vm.prank(address(market));
        jobs.expire(99, termsOf(ORDER));
    }

    /// @dev An order whose job went `steps` beyond the claim: measured, committed, reported, certified, or refused (5).
    function _play(bytes32 clientOrderId, uint256 steps) private returns (uint256 orderId) {
        orderId = placeOrder(clientOrderId);
        claim(orderId);
        if (steps >= 1) measure(orderId);
        if (steps >= 2) commit(orderId);
        if (steps >= 3) report(orderId);
        if (steps >= 4) certify(orderId, steps == 4);
    }

    function _cannot(uint256 orderId, IJobRegistry.FailReason reason, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobCannotFail.selector, orderId, reason));
        vm.prank(caller);
        fail(orderId, reason);
    }

    function _failsWithoutTheJob(uint256 orderId) private {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobFailed(orderId, PERMIT_DEAD, STRANGER);
        vm.prank(STRANGER);
        jobs.fail(orderId, PERMIT_DEAD, termsOf(orderId), emptyJob());
        market.refund(orderId, termsOf(orderId));
        assertEq(uint256(market.statusOf(orderId)), uint256(IMarket.OrderStatus.REFUNDED));
    }
}
