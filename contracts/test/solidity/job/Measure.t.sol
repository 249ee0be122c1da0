// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract MeasureTest is JobStage {
    bytes32 private constant COMMIT = keccak256("commit");

    function test_measure_chargesEveryDataset_andKeepsTheDigest() public {
        claim(ORDER);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobMeasured(ORDER, COMMIT, 0);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetCharged(1, ORDER, 40_000);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetCharged(2, ORDER, 40_000);
        measure(ORDER);
        assertJob(ORDER, IJobRegistry.State.MEASURED);
        for (uint256 datasetId = 1; datasetId <= 2; ++datasetId) {
            IPrivacyLedger.Budget memory budget = ledger.budgetOf(datasetId);
            assertEq(budget.spentMicro, 40_000);
            assertEq(budget.reservedMicro, 0);
        }
    }

    function testFuzz_measure_byAnyoneButTheLead_reverts(address caller) public {
        vm.assume(caller != nodes[0]);
        claim(ORDER);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, caller));
        _measure(caller, ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT);
    }

    function testFuzz_measure_inTimeOnly(uint40 at) public {
        claim(ORDER);
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(bound(at, block.timestamp, type(uint40).max));
        if (block.timestamp > deadline) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        }
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT);
    }

    function testFuzz_measure_keepsAnyDigestButZero(bytes32 digest) public {
        claim(ORDER);
        if (digest == bytes32(0)) vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), digest);
    }

    function test_measure_withoutADigest_reverts() public {
        claim(ORDER);
        vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), bytes32(0));
    }

    function test_measure_beforeTheClaim_reverts() public {
        expectWrongState(ORDER, IJobRegistry.State.REQUESTED);
        _measure(nodes[0], ORDER, termsOf(ORDER), emptyJob(), COMMIT);
        expectWrongState(99, IJobRegistry.State.NONE);
        _measure(nodes[0], 99, termsOf(ORDER), emptyJob(), COMMIT);
    }

    function test_measure_twice_reverts() public {
        claim(ORDER);
        measure(ORDER);
        expectWrongState(ORDER, IJobRegistry.State.MEASURED);
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT);
    }

    function test_measure_onTheTermsOfAnotherOrder_reverts() public {
        claim(ORDER);
        claim(EHDS_ORDER);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        _measure(nodes[0], ORDER, termsOf(EHDS_ORDER), jobOf(ORDER), COMMIT);
    }

    function test_measure_withTheJobOfAnotherOrder_reverts() public {
        claim(ORDER);
        claim(EHDS_ORDER);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(EHDS_ORDER), COMMIT);
    }

    function test_measure_afterAWithdrawal_reverts_andSpendsNothing() public {
        claim(ORDER);
        withdrawConsent(2);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobConsentStale.selector, ORDER, 2, 0, 1));
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT);
        assertEq(ledger.budgetOf(2).spentMicro, 0);
    }

    function test_measure_onASuspendedBasis_reverts_inBothLanes() public {
        claim(ORDER);
        claim(EHDS_ORDER);
        suspendBasis(1, true);
        suspendBasis(4, true);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 1));
        _measure(nodes[0], ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 4));
        _measure(nodes[0], EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), COMMIT);
    }

    function test_measure_underARevokedPermit_reverts() public {
        claim(EHDS_ORDER);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(PERMIT_ID);
        revokePermit();
        vm.expectRevert(
            abi.encodeWithSelector(
                IPermitRegistry.PermitNotValid.selector,
                PERMIT_ID,
                IPermitRegistry.State.REVOKED,
                permit.validFrom,
                permit.validUntil
            )
        );
        _measure(nodes[0], EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), COMMIT);
    }

    function test_measure_underAnAmendedPermit_reverts() public {
        claim(EHDS_ORDER);
        amendPermit();
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, PERMIT_ID, 1, 2));
        _measure(nodes[0], EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), COMMIT);
    }

    function test_measure_inTheEhdsLane_aLaterOptOutListDoesNotBindThePermit() public {
        claim(EHDS_ORDER);
        vm.prank(HOSPITAL_A);
        consents.anchorOptOutRoot(3, "later");
        measure(EHDS_ORDER);
        assertJob(EHDS_ORDER, IJobRegistry.State.MEASURED);
    }

    function _measure(
        address caller,
        uint256 orderId,
        IMarket.Terms memory terms,
        IJobRegistry.Job memory job,
        bytes32 digest
    ) private {
        vm.prank(caller);
        jobs.measure(orderId, terms, job, digest, 0);
    }
}
