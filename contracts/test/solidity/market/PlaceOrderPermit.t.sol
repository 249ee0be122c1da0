// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev One transaction, EIP-2612. The payer gave no allowance before.
contract PlaceOrderPermitTest is MarketStage {
    function testFuzz_placeOrder_withAPermit_buysInOneTransaction(uint256 valueWei, uint40 secondsLeft) public {
        valueWei = bound(valueWei, TOTAL_WEI, type(uint256).max - 1);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, valueWei, block.timestamp + secondsLeft);
        _buy(permit);
        assertEq(token.balanceOf(payer), 1e24 - TOTAL_WEI);
        assertEq(token.allowance(payer, address(market)), valueWei - TOTAL_WEI);
        statusIs(1, IMarket.OrderStatus.ESCROWED);
    }

    function test_placeOrder_withAPermitSomebodyUsedBefore_buysAllTheSame() public {
        IMarket.Permit memory permit = signPermit(PAYER_KEY, TOTAL_WEI, block.timestamp);
        vm.prank(STRANGER);
        token.permit(payer, address(market), TOTAL_WEI, permit.deadline, permit.v, permit.r, permit.s);
        _buy(permit);
        statusIs(1, IMarket.OrderStatus.ESCROWED);
        assertEq(token.allowance(payer, address(market)), 0);
    }

    function testFuzz_placeOrder_withAPermitPastItsDeadline_reverts(uint256 deadline) public {
        deadline = bound(deadline, 1, block.timestamp - 1);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, TOTAL_WEI, deadline);
        vm.expectRevert(_noAllowance(0));
        _buy(permit);
    }

    function testFuzz_placeOrder_withAPermitForLess_reverts(uint256 valueWei) public {
        valueWei = bound(valueWei, 0, TOTAL_WEI - 1);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, valueWei, block.timestamp);
        vm.expectRevert(_noAllowance(valueWei));
        _buy(permit);
        assertEq(token.nonces(payer), 0);
    }

    function test_placeOrder_withAPermitOfAnother_reverts() public {
        IMarket.Permit memory permit = signPermit(SELLER_KEY, TOTAL_WEI, block.timestamp);
        vm.expectRevert(_noAllowance(0));
        _buy(permit);
    }

    function test_placeOrder_withABadPermitAndAnAllowance_buys() public {
        vm.prank(payer);
        token.approve(address(market), TOTAL_WEI);
        _buy(signPermit(SELLER_KEY, TOTAL_WEI, block.timestamp));
        statusIs(1, IMarket.OrderStatus.ESCROWED);
    }

    /// @dev A permit of deadline zero is none: the token is not even asked.
    function test_placeOrder_withoutAPermit_leavesItUnused() public {
        vm.prank(payer);
        token.approve(address(market), TOTAL_WEI);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, TOTAL_WEI, 0);
        _buy(permit);
        assertEq(token.nonces(payer), 0);
    }

    function test_placeOrder_withoutPermitOrAllowance_reverts() public {
        vm.expectRevert(_noAllowance(0));
        _buy(noPermit());
    }

    function test_placeOrder_ofFreeDatasets_movesNothing() public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 0, 0, 10_000, PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, 0, 0, 10_000, PURPOSE);
        vm.recordLogs();
        _buy(noPermit());
        keepTerms(1);
        assertEq(termsOf(1).totalWei, 0);
        assertEq(termsOf(1).renewalWei, 0);
        playUntilSettled(1);
        assertEq(token.balanceOf(address(market)), 0);
        passDisputeWindow();
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(market), HOSPITAL_A, 0);
        assertEq(claimPayout(1, 0), 0);
    }

    function _buy(IMarket.Permit memory permit) private {
        vm.prank(payer);
        market.placeOrder(orderRequest("1"), noOffers(), permit);
    }

    function _noAllowance(uint256 thereWei) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(market),
                thereWei,
                TOTAL_WEI
            );
    }
}
