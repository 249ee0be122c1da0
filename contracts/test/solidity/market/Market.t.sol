// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Wired} from "../../../src/access/Wired.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract MarketTest is Stage {
    uint256 private constant TOTAL_WEI = 160e18 + 1;

    function setUp() public override {
        super.setUp();
        publishBoth();
    }

    function test_placeOrder_snapshotsEverything() public {
        uint256 balance = token.balanceOf(BUYER);
        assertEq(placeOrder("1"), 1);
        IMarket.Order memory order = market.orderOf(1);
        assertEq(order.buyer, BUYER);
        assertTrue(order.status == IMarket.OrderStatus.ESCROWED, "escrowed");
        assertEq(order.rhoMicro, 40_000);
        assertEq(order.deadline, block.timestamp + ORDER_WINDOW);
        assertEq(order.accessSeconds, 30 days);
        assertEq(order.purpose, PURPOSE);
        assertEq(order.rows, 3_000);
        assertEq(order.totalWei, TOTAL_WEI);
        assertEq(order.fees.workerBps, 1_500);
        assertEq(order.specDigest, keccak256("spec"));
        assertEq(order.buyerKey, keccak256("buyer key"));
        assertEq(order.datasetIds[1], 2);
        assertEq(order.pricesWei[0], 100e18 + 1);
        assertEq(market.orderIdOf(BUYER, "1"), 1);
        assertEq(token.balanceOf(BUYER), balance - TOTAL_WEI);
        assertEq(ledger.reservationOf(1, 1), 40_000);
        assertEq(ledger.reservationOf(2, 1), 40_000);
        assertTrue(jobs.stateOf(1) == IJobRegistry.State.REQUESTED, "requested");
    }

    function test_placeOrder_withValuesOutOfRange_reverts() public {
        for (uint256 i = 0; i < 8; ++i) {
            IMarket.OrderRequest memory request = orderRequest("1");
            if (i == 0) request.rows = 0;
            if (i == 1) request.rhoMicro = 0;
            if (i == 2) request.accessSeconds = 59;
            if (i == 3) request.accessSeconds = 3_650 days + 1;
            if (i == 4) request.purpose = 0;
            if (i == 5) request.purpose = PURPOSE | 1;
            if (i == 6) request.specDigest = 0;
            if (i == 7) request.buyerKey = 0;
            _refused(request, abi.encodeWithSelector(IMarket.OrderValueOutOfRange.selector));
        }
    }

    function test_placeOrder_withBadLists_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDatasetsInvalid.selector);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds[0] = 2;
        _refused(request, refusal);
        (request.datasetIds[0], request.datasetIds[1]) = (2, 1);
        _refused(request, refusal);
        request.datasetIds = new uint256[](0);
        _refused(request, refusal);
        request.datasetIds = new uint256[](9);
        for (uint256 i = 0; i < 9; ++i) request.datasetIds[i] = i + 1;
        _refused(request, refusal);
    }

    function test_placeOrder_ofUnlistedOrUnknown_reverts() public {
        vm.prank(HOSPITAL_B);
        datasets.setStatus(2, IDatasetRegistry.Status.UNLISTED);
        _refused(orderRequest("1"), abi.encodeWithSelector(IMarket.OrderDatasetNotListed.selector, 2));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds[1] = 3;
        _refused(request, abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 3));
    }

    function test_placeOrder_acrossSchemas_reverts() public {
        IDatasetRegistry.Listing memory other = listing(1);
        other.schemaDigest = keccak256("another schema");
        datasets.publish(other);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds[1] = 3;
        _refused(request, abi.encodeWithSelector(IMarket.OrderSchemaMismatch.selector, 3));
    }

    function test_placeOrder_outsideThePurposes_reverts() public {
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, 1, 1);
        _refused(orderRequest("1"), abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 2, PURPOSE));
    }

    function test_placeOrder_byTheProvider_reverts() public {
        vm.prank(HOSPITAL_B);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderOwnDataset.selector, 2));
        market.placeOrder(orderRequest("1"));
    }

    function test_placeOrder_aboveTheBuyersLimit_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.maxPriceWei = TOTAL_WEI - 1;
        _refused(request, abi.encodeWithSelector(IMarket.OrderPriceAboveLimit.selector, TOTAL_WEI, TOTAL_WEI - 1));
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, type(uint128).max, PURPOSE);
        _refused(orderRequest("1"), abi.encodeWithSelector(IMarket.OrderValueOutOfRange.selector));
    }

    function test_placeOrder_beyondTheBudget_reverts_andTakesNoMoney() public {
        uint256 balance = token.balanceOf(BUYER);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.rhoMicro = RHO_CAP + 1;
        _refused(request, abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, RHO_CAP + 1, RHO_CAP));
        assertEq(token.balanceOf(BUYER), balance);
        assertEq(market.orderCount(), 0);
    }

    function test_placeOrder_withAUsedKey_reverts_alsoAfterRefund() public {
        placeOrder("1");
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDuplicate.selector, BUYER, bytes32("1"), 1);
        _refused(orderRequest("1"), refusal);
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        market.refund(1);
        _refused(orderRequest("1"), refusal);
    }

    function test_placeOrder_ofFreeDatasets_works() public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 0, PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, 0, PURPOSE);
        placeOrder("1");
        playUntilCertified(1, true);
        jobs.finalise(1);
        assertTrue(market.orderOf(1).status == IMarket.OrderStatus.SETTLED, "settled");
    }

    function test_refund_inTime_reverts() public {
        placeOrder("1");
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderNotRefundable.selector, 1);
        vm.expectRevert(refusal);
        market.refund(1);
        vm.warp(block.timestamp + ORDER_WINDOW);
        vm.expectRevert(refusal);
        market.refund(1);
    }

    function test_refund_worksFromEveryOpenState_once() public {
        for (uint256 i = 0; i < 5; ++i) {
            uint256 balance = token.balanceOf(BUYER);
            uint256 orderId = placeOrder(bytes32(i + 1));
            if (i > 0) claim(orderId);
            if (i > 1) measure(orderId);
            if (i > 2) report(orderId);
            if (i > 3) certify(orderId, true);
            vm.warp(block.timestamp + ORDER_WINDOW + 1);
            vm.prank(STRANGER);
            market.refund(orderId);
            assertEq(token.balanceOf(BUYER), balance);
            assertEq(accessToken.balanceOf(BUYER, orderId), 0);
            assertEq(accessToken.accessUntil(orderId), 0);
            assertTrue(jobs.stateOf(orderId) == IJobRegistry.State.FAILED, "failed");
            vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotEscrowed.selector, orderId));
            market.refund(orderId);
        }
        // Three of the five got as far as measuring; what may have been seen stays spent.
        assertEq(ledger.budgetOf(1).spentMicro, 3 * 40_000);
        assertEq(ledger.budgetOf(1).reservedMicro, 0);
    }

    function test_refund_afterFinalise_reverts() public {
        placeOrder("1");
        playUntilCertified(1, true);
        jobs.finalise(1);
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotEscrowed.selector, 1));
        market.refund(1);
    }

    function test_unknownOrders_revert() public {
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderUnknown.selector, 1);
        vm.expectRevert(refusal);
        market.orderOf(1);
        vm.expectRevert(refusal);
        market.refund(1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderUnknown.selector, 0));
        market.jobTermsOf(0);
    }

    function test_settle_byAnyoneButTheJobs_reverts_evenTheAdmin() public {
        placeOrder("1");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        market.settle(1, nodes, evaluator);
    }

    function test_pause_stopsOrders_notRefunds() public {
        placeOrder("1");
        market.pause();
        _refused(orderRequest("2"), abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        market.refund(1);
        market.unpause();
        placeOrder("2");
    }

    function test_pause_byAStranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
        vm.prank(STRANGER);
        market.pause();
    }

    function test_settle_paysWhoSold_whoeverOwnsTheDatasetSince() public {
        placeOrder("1");
        vm.prank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        playUntilCertified(1, true);
        jobs.finalise(1);
        assertEq(rewards.balanceOf(STRANGER), 0);
        assertEq(rewards.balanceOf(HOSPITAL_A), 80e18);
        assertEq(market.jobTermsOf(1).providers[0], HOSPITAL_A);
    }

    function test_setFees_leavesPlacedOrdersAlone() public {
        placeOrder("1");
        market.setFees(IMarket.Fees(0, 5_000, 0), STRANGER);
        playUntilCertified(1, true);
        jobs.finalise(1);
        // 2.5 % of the old fee, on the new treasury account.
        assertEq(rewards.balanceOf(STRANGER), 4e18);
        assertEq(market.orderOf(1).fees.workerBps, 1_500);
    }

    function test_setFees_outOfBounds_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.FeesTooHigh.selector, 5_001));
        market.setFees(IMarket.Fees(5_000, 1, 0), STRANGER);
        vm.expectRevert(IMarket.FeesTreasuryZero.selector);
        market.setFees(IMarket.Fees(1, 1, 1), address(0));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
        vm.prank(STRANGER);
        market.setFees(IMarket.Fees(1, 1, 1), STRANGER);
    }

    function test_wire_twice_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Wired.ContractAlreadyWired.selector, address(jobs)));
        market.wire(IJobRegistry(address(market)));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
        vm.prank(STRANGER);
        market.wire(jobs);
    }

    function test_quote_isWhatAnOrderCosts() public view {
        (uint256 totalWei, IMarket.Fees memory fees) = market.quote(orderRequest("1").datasetIds);
        assertEq(totalWei, TOTAL_WEI);
        assertEq(fees.treasuryBps, 250);
    }

    function _refused(IMarket.OrderRequest memory request, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        market.placeOrder(request);
    }
}
