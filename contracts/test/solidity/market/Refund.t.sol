// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

contract RefundTest is MarketStage {
    function testFuzz_refund_inTime_reverts(uint256 secondsLeft) public {
        uint256 orderId = placeOrder("1");
        vm.warp(termsOf(orderId).deadline - bound(secondsLeft, 0, ORDER_WINDOW));
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotRefundable.selector, orderId));
        market.refund(orderId, termsOf(orderId));
    }

    function test_refund_atTheDeadline_isTooEarly_aSecondLaterItIsNot() public {
        uint256 orderId = placeOrder("1");
        vm.warp(termsOf(orderId).deadline);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotRefundable.selector, orderId));
        market.refund(orderId, termsOf(orderId));
        vm.warp(termsOf(orderId).deadline + 1);
        market.refund(orderId, termsOf(orderId));
        statusIs(orderId, IMarket.OrderStatus.REFUNDED);
    }

    /// @dev Every state an open job can be in: requested, claimed, measured, committed, reported, certified, refused.
    function testFuzz_refund_afterTheDeadline_worksFromEveryOpenState(uint8 steps, address caller, uint40 late) public {
        uint256 balance = token.balanceOf(BUYER);
        uint256 orderId = placeOrder("1");
        steps = uint8(bound(steps, 0, 6));
        _play(orderId, steps);
        vm.warp(termsOf(orderId).deadline + bound(late, 1, 100 * 365 days));
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobFailed(orderId, IJobRegistry.FailReason.DEADLINE, address(market));
        vm.expectEmit(address(market));
        emit IMarket.OrderRefunded(orderId, BUYER, TOTAL_WEI);
        vm.prank(caller);
        market.refund(orderId, termsOf(orderId));
        assertEq(token.balanceOf(BUYER), balance);
        assertEq(token.balanceOf(address(market)), 0);
        assertEq(accessToken.holderOf(orderId), address(0));
        statusIs(orderId, IMarket.OrderStatus.REFUNDED);
        assertTrue(jobs.stateOf(orderId) == IJobRegistry.State.FAILED, "failed");
        // What may have been seen stays spent; what was not is free again.
        assertEq(ledger.budgetOf(1).reservedMicro, 0);
        assertEq(ledger.budgetOf(1).spentMicro, steps < 2 ? 0 : 40_000);
    }

    function test_refund_ofAnUntouchedOrder_releasesTheReservation() public {
        uint256 orderId = placeOrder("1");
        vm.warp(termsOf(orderId).deadline + 1);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReleased(1, orderId, 40_000);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReleased(2, orderId, 40_000);
        market.refund(orderId, termsOf(orderId));
    }

    function test_refund_ofAFailedJob_worksAtOnce() public {
        uint256 balance = token.balanceOf(BUYER);
        uint256 orderId = placeOrder("1");
        claim(orderId);
        vm.prank(nodes[0]);
        jobs.fail(orderId, IJobRegistry.FailReason.LEAD_GAVE_UP, termsOf(orderId), jobOf(orderId));
        vm.prank(STRANGER);
        market.refund(orderId, termsOf(orderId));
        assertEq(token.balanceOf(BUYER), balance);
        assertEq(ledger.budgetOf(2).reservedMicro, 0);
    }

    function test_refund_ofARefusedCertificate_worksOnceItFailed() public {
        uint256 balance = token.balanceOf(BUYER);
        uint256 orderId = placeOrder("1");
        playUntilCertified(orderId, false);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotRefundable.selector, orderId));
        market.refund(orderId, termsOf(orderId));
        fail(orderId, IJobRegistry.FailReason.CERTIFICATE_REFUSED);
        market.refund(orderId, termsOf(orderId));
        assertEq(token.balanceOf(BUYER), balance);
        assertEq(ledger.budgetOf(1).spentMicro, 40_000);
    }

    function test_refund_twice_reverts() public {
        uint256 orderId = placeOrder("1");
        placeOrder("2");
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        market.refund(orderId, termsOf(orderId));
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.REFUNDED));
        market.refund(orderId, termsOf(orderId));
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
    }

    function test_refund_afterFinalise_reverts() public {
        uint256 orderId = sell("1");
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        vm.expectRevert(_wrongStatus(orderId, IMarket.OrderStatus.SETTLED));
        market.refund(orderId, termsOf(orderId));
    }

    function test_refund_ofNothing_reverts() public {
        uint256 orderId = placeOrder("1");
        vm.expectRevert(_wrongStatus(orderId + 1, IMarket.OrderStatus.NONE));
        market.refund(orderId + 1, termsOf(orderId));
    }

    /// @dev Neither more money nor another buyer: the record stands for these terms alone.
    function test_refund_onOtherTerms_reverts() public {
        uint256 orderId = placeOrder("1");
        placeOrder("2");
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        for (uint256 i = 0; i < 4; ++i) {
            IMarket.Terms memory terms = abi.decode(abi.encode(termsOf(orderId)), (IMarket.Terms));
            if (i == 0) terms.buyer = STRANGER;
            if (i == 1) terms.totalWei *= 2;
            if (i == 2) terms.deadline = 0;
            if (i == 3) terms.datasetIds = ids(1);
            vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
            market.refund(orderId, terms);
        }
    }

    function test_refund_isNeverPaused() public {
        uint256 orderId = placeOrder("1");
        market.pause();
        jobs.pause();
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        market.refund(orderId, termsOf(orderId));
        statusIs(orderId, IMarket.OrderStatus.REFUNDED);
    }

    function test_refund_ofARenewal_reverts() public {
        uint256 orderId = sell("1");
        vm.prank(BUYER);
        uint256 renewalId = market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        vm.expectRevert(_wrongStatus(renewalId, IMarket.OrderStatus.SETTLED));
        market.refund(renewalId, termsOf(orderId));
    }

    function test_expire_byAnyoneButTheMarket_reverts() public {
        uint256 orderId = placeOrder("1");
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", STRANGER));
        vm.prank(STRANGER);
        jobs.expire(orderId, termsOf(orderId));
    }

    function _play(uint256 orderId, uint256 steps) private {
        if (steps > 0) claim(orderId);
        if (steps > 1) measure(orderId);
        if (steps > 2) commit(orderId);
        if (steps > 3) report(orderId);
        if (steps > 4) certify(orderId, steps == 5);
    }

    function _wrongStatus(uint256 orderId, IMarket.OrderStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, status);
    }
}
