// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Positions of a sale of datasets 1 and 2: hospitals 0 and 1, nodes 2 to 4, evaluator 5, treasury 6.
contract PayoutsTest is MarketStage {
    uint256 private constant POSITIONS = 7;

    function testFuzz_claimOne_byAnyone_paysThePayee(uint256 index, address caller) public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        index = bound(index, 0, POSITIONS - 1);
        IMarket.Settlement memory settlement = settlementOf(orderId);
        (address payee, uint128 amountWei) = (settlement.payees[index], settlement.amountsWei[index]);
        uint256 balance = token.balanceOf(payee);
        vm.expectEmit(address(market));
        emit IMarket.PayoutClaimed(orderId, index, payee, amountWei);
        vm.prank(caller);
        assertEq(market.claimOne(orderId, settlement, index), amountWei);
        assertEq(token.balanceOf(payee), balance + amountWei);
        assertEq(market.claimedOf(orderId), 1 << index);
    }

    function testFuzz_claim_ofEverything_leavesNothing(uint96[2] memory pricesWei, uint16[3] memory feesBps) public {
        for (uint256 i = 0; i < 3; ++i) feesBps[i] = uint16(bound(feesBps[i], 0, 1_666));
        market.setFees(IMarket.Fees(feesBps[0], feesBps[1], feesBps[2]), TREASURY);
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, uint96(bound(pricesWei[0], 0, 1e24)), 0, 0, PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, uint96(bound(pricesWei[1], 0, 1e24)), 0, 0, PURPOSE);
        uint256 orderId = sell("1");
        passDisputeWindow();
        uint256 paidWei = 0;
        for (uint256 i = 0; i < POSITIONS; ++i) paidWei += claimPayout(orderId, i);
        assertEq(paidWei, termsOf(orderId).totalWei);
        assertEq(token.balanceOf(address(market)), 0);
        assertEq(market.claimedOf(orderId), (1 << POSITIONS) - 1);
    }

    function test_claim_forManyOrders_paysInOneTransfer() public {
        for (uint256 i = 0; i < 4; ++i) sell(bytes32(i + 1));
        passDisputeWindow();
        (uint256[] memory orderIds, IMarket.Settlement[] memory settlements) = _orders(4);
        uint256[] memory indices = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) indices[i] = 1;
        uint128 eachWei = settlementOf(1).amountsWei[1];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectEmit(address(market));
            emit IMarket.PayoutClaimed(i + 1, 1, HOSPITAL_B, eachWei);
        }
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(market), HOSPITAL_B, 4 * uint256(eachWei));
        vm.prank(STRANGER);
        assertEq(market.claim(orderIds, settlements, indices), 4 * eachWei);
        assertEq(token.balanceOf(HOSPITAL_B), 4 * uint256(eachWei));
    }

    function test_claim_ofMixedPayees_reverts() public {
        sell("1");
        sell("2");
        passDisputeWindow();
        (uint256[] memory orderIds, IMarket.Settlement[] memory settlements) = _orders(2);
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutUnknown.selector, 2, 1));
        market.claim(orderIds, settlements, ids(0, 1));
        assertEq(market.claimedOf(1), 0);
    }

    function test_claim_ofListsThatDoNotFit_reverts() public {
        sell("1");
        passDisputeWindow();
        (uint256[] memory orderIds, IMarket.Settlement[] memory settlements) = _orders(1);
        bytes4 refusal = IMarket.OrderValueOutOfRange.selector;
        vm.expectRevert(refusal);
        market.claim(orderIds, settlements, ids(0, 0));
        vm.expectRevert(refusal);
        market.claim(ids(1, 1), settlements, ids(0));
        vm.expectRevert(refusal);
        market.claim(orderIds, new IMarket.Settlement[](0), ids(0));
        vm.expectRevert(refusal);
        market.claim(new uint256[](0), new IMarket.Settlement[](0), new uint256[](0));
    }

    function testFuzz_claim_twice_reverts(uint256 index) public {
        uint256 orderId = sell("1");
        index = bound(index, 0, POSITIONS - 1);
        passDisputeWindow();
        bytes memory refusal = abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, orderId, index);
        IMarket.Settlement[] memory settlements = new IMarket.Settlement[](2);
        (settlements[0], settlements[1]) = (settlementOf(orderId), settlementOf(orderId));
        vm.expectRevert(refusal);
        market.claim(ids(orderId, orderId), settlements, ids(index, index));
        claimPayout(orderId, index);
        vm.expectRevert(refusal);
        market.claimOne(orderId, settlements[0], index);
    }

    function testFuzz_claimOne_ofNoPosition_reverts(uint256 index) public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        index = bound(index, POSITIONS, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutUnknown.selector, orderId, index));
        market.claimOne(orderId, settlementOf(orderId), index);
    }

    /// @dev Sixteen orders share a word: ids 15, 16 and 17 lie on both sides of a boundary. Renewals are paid like orders.
    function testFuzz_claimOne_leavesTheNeighboursAlone(uint256 orderId, uint256 index) public {
        sell("1");
        _renewUntil(33);
        passDisputeWindow();
        orderId = bound(orderId, 1, 33);
        index = bound(index, 0, POSITIONS - 1);
        market.claimOne(orderId, settlementOf(orderId), index);
        for (uint256 i = 0; i <= 34; ++i) assertEq(market.claimedOf(i), i == orderId ? 1 << index : 0);
        for (uint256 i = 1; i <= 33; ++i) {
            if (i != orderId) market.claimOne(i, settlementOf(i), index);
        }
        for (uint256 i = 1; i <= 33; ++i) assertEq(market.claimedOf(i), 1 << index);
    }

    function test_claim_acrossWords_isDoneOncePerPosition() public {
        sell("1");
        _renewUntil(17);
        passDisputeWindow();
        for (uint256 i = 0; i < POSITIONS; ++i) {
            for (uint256 orderId = 15; orderId <= 17; ++orderId) claimPayout(orderId, i);
        }
        for (uint256 orderId = 15; orderId <= 17; ++orderId) assertEq(market.claimedOf(orderId), 0x7f);
        assertEq(market.claimedOf(14), 0);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI + 13 * 16e18);
    }

    /// @dev One hospital that provides both datasets is two payees: neither share is lost.
    function test_claim_ofOnePayeeAtTwoPositions_paysBoth() public {
        publish(HOSPITAL_A, listing(60e18));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1, 3);
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        passDisputeWindow();
        IMarket.Settlement[] memory settlements = new IMarket.Settlement[](2);
        (settlements[0], settlements[1]) = (settlementOf(orderId), settlementOf(orderId));
        assertEq(market.claim(ids(orderId, orderId), settlements, ids(0, 1)), 128e18 + 1);
        assertEq(token.balanceOf(HOSPITAL_A), 128e18 + 1);
    }

    function testFuzz_claimOne_withinTheDisputeWindow_reverts(uint256 secondsLeft) public {
        uint256 orderId = sell("1");
        uint256 closedAt = settlementOf(orderId).settledAt + DISPUTE_WINDOW;
        vm.warp(closedAt - bound(secondsLeft, 0, DISPUTE_WINDOW));
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDisputeWindowOpen.selector, orderId, closedAt + 1));
        market.claimOne(orderId, settlementOf(orderId), 0);
        vm.warp(closedAt + 1);
        claimPayout(orderId, 0);
    }

    /// @dev In that second the buyer may still open a dispute.
    function test_claimOne_inTheLastSecondOfTheDisputeWindow_reverts() public {
        uint256 orderId = sell("1");
        IMarket.Settlement memory settlement = settlementOf(orderId);
        uint256 closedAt = settlement.settledAt + DISPUTE_WINDOW;
        vm.warp(closedAt);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDisputeWindowOpen.selector, orderId, closedAt + 1));
        market.claimOne(orderId, settlement, 0);
        vm.prank(BUYER);
        disputes.open(orderId, settlement, keccak256("evidence"));
        statusIs(orderId, IMarket.OrderStatus.DISPUTED);
    }

    function test_claimOne_ofAnOpenOrder_reverts() public {
        uint256 orderId = placeOrder("1");
        IMarket.Settlement memory made;
        (made.payees, made.amountsWei) = (new address[](1), new uint128[](1));
        (made.payees[0], made.amountsWei[0]) = (STRANGER, TOTAL_WEI);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
        market.claimOne(orderId, made, 0);
    }

    function test_claimOne_byAMadeUpSettlement_reverts() public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        for (uint256 i = 0; i < 5; ++i) {
            IMarket.Settlement memory made = abi.decode(abi.encode(settlementOf(orderId)), (IMarket.Settlement));
            if (i == 0) made.payees[0] = STRANGER;
            if (i == 1) made.amountsWei[0] += 1;
            if (i == 2) made.settledAt -= 1;
            if (i == 3) made.buyer = STRANGER;
            if (i == 4) (made.payees, made.amountsWei) = (new address[](0), new uint128[](0));
            vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.SETTLED));
            market.claimOne(orderId, made, 0);
        }
        // Another order's settlement, though the amounts are the same.
        sell("2");
        passDisputeWindow();
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.SETTLED));
        market.claimOne(orderId, settlementOf(2), 0);
    }

    function test_claimOne_ofADisputedOrRefundedOrder_reverts() public {
        uint256 orderId = sell("1");
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        passDisputeWindow();
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.DISPUTED));
        market.claimOne(orderId, settlementOf(orderId), 0);
        vm.prank(address(disputes));
        market.resolve(orderId, settlementOf(orderId), true);
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.REFUNDED));
        market.claimOne(orderId, settlementOf(orderId), 0);
    }

    function test_claim_isNeverPaused() public {
        uint256 orderId = sell("1");
        market.pause();
        vm.prank(BUYER);
        market.release(orderId, settlementOf(orderId));
        assertEq(claimPayout(orderId, 6), 4e18);
        assertEq(market.claimOne(orderId, settlementOf(orderId), 5), 4e18);
    }

    function test_release_byTheBuyer_opensPayoutsAtOnce() public {
        uint256 orderId = sell("1");
        vm.expectEmit(address(market));
        emit IMarket.OrderReleased(orderId);
        vm.prank(BUYER);
        market.release(orderId, settlementOf(orderId));
        statusIs(orderId, IMarket.OrderStatus.RELEASED);
        claimPayout(orderId, 0);
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.RELEASED));
        vm.prank(BUYER);
        market.release(orderId, settlementOf(orderId));
    }

    function testFuzz_release_byOthers_reverts(address caller) public {
        vm.assume(caller != BUYER);
        uint256 orderId = sell("1");
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotBuyer.selector, orderId, caller));
        vm.prank(caller);
        market.release(orderId, settlementOf(orderId));
    }

    function test_release_cannotBeTakenBackByADispute() public {
        uint256 orderId = sell("1");
        vm.prank(BUYER);
        market.release(orderId, settlementOf(orderId));
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.RELEASED));
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
    }

    function _renewUntil(uint256 last) private {
        for (uint256 i = 2; i <= last; ++i) {
            vm.recordLogs();
            vm.prank(BUYER);
            market.renew(1, termsOf(1), settlementOf(1), noPermit());
            keepRenewal(i);
        }
    }

    function _orders(
        uint256 count
    ) private view returns (uint256[] memory orderIds, IMarket.Settlement[] memory settlements) {
        (orderIds, settlements) = (new uint256[](count), new IMarket.Settlement[](count));
        for (uint256 i = 0; i < count; ++i) (orderIds[i], settlements[i]) = (i + 1, settlementOf(i + 1));
    }

    function _wrongStatus(uint256 orderId, IMarket.OrderStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, status);
    }
}
