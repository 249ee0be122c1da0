// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {JobStage} from "../../../test-support/JobStage.sol";
import {RecordHarness} from "../../../test-support/RecordHarness.sol";

/// @dev A hospital that failed before the freeze: its budget, its consent and its money.
contract DroppedTest is JobStage {
    bytes32 private constant COMMIT = keccak256("commit");
    uint64 private constant RHO = 40_000;
    /// @dev Dataset 2 of datasets 1 and 2; 4 of 3 and 4.
    uint8 private constant SECOND = 2;

    RecordHarness private _harness;

    function setUp() public override {
        super.setUp();
        _harness = new RecordHarness();
    }

    function test_measure_releasesTheDropped_chargesTheOthers_keepsTheMask() public {
        claim(ORDER);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobMeasured(ORDER, COMMIT, SECOND);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetCharged(1, ORDER, RHO);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReleased(2, ORDER, RHO);
        measure(ORDER, SECOND);
        assertJob(ORDER, IJobRegistry.State.MEASURED);
        _budgetIs(1, 0, RHO);
        _budgetIs(2, 0, 0);
    }

    function testFuzz_measure_withAMaskThatLeavesNothingOrNamesNothing_reverts(uint8 mask) public {
        claim(ORDER);
        bool isValid = mask < 3;
        if (!isValid) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobDroppedMaskInvalid.selector, mask));
        }
        vm.prank(nodes[0]);
        jobs.measure(ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT, mask);
        _budgetIs(1, isValid ? 0 : RHO, isValid && mask != 1 ? RHO : 0);
        _budgetIs(2, isValid ? 0 : RHO, isValid && mask != 2 ? RHO : 0);
    }

    function testFuzz_mask_ofAnyOrder_mustLeaveOne(uint8 mask, uint8 count) public {
        count = uint8(bound(count, 1, 8));
        uint256 left = 0;
        for (uint256 i = 0; i < count; ++i) if ((mask >> i) & 1 == 0) ++left;
        if (left == 0 || mask >> count != 0) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobDroppedMaskInvalid.selector, mask));
        }
        _harness.requireValid(mask, count);
    }

    function testFuzz_separate_putsEveryDatasetIntoOneList_inOrder(uint8 mask, uint8 count) public view {
        count = uint8(bound(count, 0, 8));
        uint256[] memory datasetIds = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) datasetIds[i] = 100 + i;
        (uint256[] memory kept, uint256[] memory dropped) = _harness.separate(datasetIds, mask);
        (uint256 keptAt, uint256 droppedAt) = (0, 0);
        for (uint256 i = 0; i < count; ++i) {
            if ((mask >> i) & 1 == 0) assertEq(kept[keptAt++], datasetIds[i]);
            else assertEq(dropped[droppedAt++], datasetIds[i]);
        }
        assertEq(keptAt, kept.length);
        assertEq(droppedAt, dropped.length);
    }

    /// @dev Who was measured stays charged, who was dropped is not released a second time.
    function test_fail_afterwards_releasesNothingAgain() public {
        claim(ORDER);
        measure(ORDER, SECOND);
        // Somebody else's reservation, which a second release would take.
        placeOrder("another");
        vm.prank(nodes[0]);
        fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        _budgetIs(1, RHO, RHO);
        _budgetIs(2, RHO, 0);
    }

    function test_expire_afterwards_releasesNothingAgain_andTheBuyerHasItAllBack() public {
        claim(ORDER);
        measure(ORDER, SECOND);
        uint256 beforeWei = token.balanceOf(BUYER);
        vm.warp(termsOf(ORDER).deadline + 1);
        market.refund(ORDER, termsOf(ORDER));
        _budgetIs(1, 0, RHO);
        _budgetIs(2, 0, 0);
        assertEq(token.balanceOf(BUYER) - beforeWei, termsOf(ORDER).totalWei);
    }

    function test_measure_givesBackTheBuyersOwnBound() public {
        IDatasetRegistry.Listing memory bounded = listing(7);
        bounded.rhoPerBuyerMicro = 2 * RHO;
        publish(HOSPITAL_A, bounded);
        IMarket.OrderRequest memory request = orderRequest("bounded");
        request.datasetIds = ids(1, 5);
        uint256 orderId = placeOrder(request, noOffers());
        assertEq(ledger.usedBy(5, BUYER), RHO);
        claim(orderId);
        measure(orderId, SECOND);
        assertEq(ledger.usedBy(5, BUYER), 0);
    }

    /// @dev Nothing of a dropped hospital is in the result: what its patients decide later does not matter to it.
    function test_consentOfTheDropped_stopsNothing_thatOfTheOthersDoes() public {
        claim(ORDER);
        withdrawConsent(2);
        suspendBasis(2, true);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 2));
        vm.prank(nodes[0]);
        jobs.measure(ORDER, termsOf(ORDER), jobOf(ORDER), COMMIT, 1);
        measure(ORDER, SECOND);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.JobCannotFail.selector, ORDER, IJobRegistry.FailReason.CONSENT_STALE)
        );
        fail(ORDER, IJobRegistry.FailReason.CONSENT_STALE);
        commit(ORDER);
        report(ORDER);
        certify(ORDER, true);
        withdrawConsent(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobConsentStale.selector, ORDER, 1, 0, 1));
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
        fail(ORDER, IJobRegistry.FailReason.CONSENT_STALE);
    }

    /// @dev The first of two is dropped, so that positions and epochs do not coincide by luck.
    function test_consentOfTheSecond_isComparedWithItsOwnEpoch() public {
        withdrawConsent(2);
        claim(ORDER);
        assertEq(jobOf(ORDER).consentEpochs[1], 1);
        measure(ORDER, 1);
        withdrawConsent(2);
        address spare = registerSpare(0x59A4E);
        bytes[2] memory signatures = signReplacement(ORDER, 2, spare);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobConsentStale.selector, ORDER, 2, 1, 2));
        jobs.replaceNode(ORDER, termsOf(ORDER), jobOf(ORDER), 2, spare, signatures);
    }

    function test_finalise_paysTheDroppedNothing_andTheBuyerItsPrice() public {
        _playWithout(ORDER, SECOND);
        IMarket.Settlement memory settlement = settlementOf(ORDER);
        assertEq(settlement.payees.length, 8);
        assertEq(settlement.payees[1], HOSPITAL_B);
        assertEq(settlement.payees[2], BUYER);
        assertEq(settlement.amountsWei[1], 0);
        assertEq(settlement.amountsWei[2], 60e18);
        // 100e18 + 1 wei are left: 15 % to the workers, 2.5 % each to evaluator and treasury, rounded down.
        uint256 workersWei = uint256(settlement.amountsWei[3]) + settlement.amountsWei[4] + settlement.amountsWei[5];
        assertEq(workersWei, 15e18);
        assertEq(settlement.amountsWei[6], 2.5e18);
        assertEq(settlement.amountsWei[7], 2.5e18);
        assertEq(settlement.amountsWei[0], 80e18 + 1);
    }

    /// @dev Paid in, paid out, to the wei, and every payee is who the settlement says.
    function testFuzz_everyShare_isPaidOnce_andNothingIsLeft(uint8 mask, bool isEhds) public {
        uint256 orderId = isEhds ? EHDS_ORDER : ORDER;
        (uint256 otherWei, uint128 totalWei) = (token.balanceOf(address(market)), termsOf(orderId).totalWei);
        _playWithout(orderId, uint8(bound(mask, 0, 2)));
        IMarket.Settlement memory settlement = settlementOf(orderId);
        vm.prank(BUYER);
        market.release(orderId, settlement);
        uint256 paidWei = 0;
        for (uint256 i = 0; i < settlement.payees.length; ++i) {
            uint256 beforeWei = token.balanceOf(settlement.payees[i]);
            paidWei += claimPayout(orderId, i);
            assertEq(token.balanceOf(settlement.payees[i]) - beforeWei, settlement.amountsWei[i]);
        }
        assertEq(paidWei, totalWei);
        assertEq(token.balanceOf(address(market)), otherWei - totalWei);
    }

    function test_inTheEhdsLane_onlyTheHoldersLineGoesBack() public {
        _playWithout(EHDS_ORDER, SECOND);
        IMarket.Settlement memory settlement = settlementOf(EHDS_ORDER);
        // Lines 40 + 31 + 7 + 22 for each of two datasets.
        uint8[8] memory expected = [40, 0, 40, 20, 21, 21, 14, 44];
        for (uint256 i = 0; i < 8; ++i) assertEq(settlement.amountsWei[i], expected[i]);
        assertEq(settlement.payees[7], ACCESS_BODY);
    }

    function test_aRenewal_costsThatMuchLess_andPaysTheDroppedNothing() public {
        _playWithout(ORDER, SECOND);
        uint256 beforeWei = token.balanceOf(BUYER);
        vm.recordLogs();
        vm.prank(BUYER);
        uint256 renewalId = market.renew(ORDER, termsOf(ORDER), settlementOf(ORDER), noPermit());
        keepRenewal(renewalId);
        // A tenth of 100e18 + 1 wei of 160e18 + 1 wei, and less than a wei for each of seven payees.
        uint256 paidWei = beforeWei - token.balanceOf(BUYER);
        assertLe(paidWei, 10e18);
        assertLe(10e18, paidWei + 7);
        IMarket.Settlement memory renewal = settlementOf(renewalId);
        assertEq(renewal.payees[1], HOSPITAL_B);
        assertEq(uint256(renewal.amountsWei[1]) + renewal.amountsWei[2], 0);
        uint256 sumWei = 0;
        for (uint256 i = 0; i < 8; ++i) sumWei += renewal.amountsWei[i];
        assertEq(sumWei, paidWei);
    }

    function test_anUpheldDispute_sendsTheWholePriceBack_andTheDroppedHospitalHasNoVote() public {
        registerWorker(HOSPITAL_B, 2);
        uint256 beforeWei = token.balanceOf(BUYER);
        _playWithout(ORDER, SECOND);
        vm.prank(BUYER);
        disputes.open(ORDER, settlementOf(ORDER), "evidence");
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeParty.selector, HOSPITAL_B));
        vm.prank(HOSPITAL_B);
        disputes.vote(ORDER, settlementOf(ORDER), true, "opinion");
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(voters[i]);
            disputes.vote(ORDER, settlementOf(ORDER), true, "opinion");
        }
        disputes.withdraw(BUYER);
        assertEq(token.balanceOf(BUYER), beforeWei + termsOf(ORDER).totalWei);
        uint128 lostWei = (STAKE_WEI * SLASH_BPS) / 10_000;
        for (uint256 i = 0; i < 3; ++i) assertEq(workers.workerOf(nodes[i]).stakeWei, STAKE_WEI - lostWei);
    }

    function _playWithout(uint256 orderId, uint8 mask) private {
        claim(orderId);
        measure(orderId, mask);
        commit(orderId);
        report(orderId);
        certify(orderId, true);
        finalise(orderId);
    }

    function _budgetIs(uint256 datasetId, uint64 reservedMicro, uint64 spentMicro) private view {
        IPrivacyLedger.Budget memory budget = ledger.budgetOf(datasetId);
        assertEq(budget.reservedMicro, reservedMicro);
        assertEq(budget.spentMicro, spentMicro);
    }
}
