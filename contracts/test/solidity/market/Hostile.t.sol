// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {FalseToken} from "../../../test-support/FalseToken.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {HookToken} from "../../../test-support/HookToken.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";
import {RefusingToken} from "../../../test-support/RefusingToken.sol";

/// @dev A token that keeps part of what is paid in.
contract HostileFeeTest is MarketStage {
    function testFuzz_placeOrder_whenLessArrives_reverts(uint96 priceWei) public {
        priceWei = uint96(bound(priceWei, 100, 1e24));
        uint256 datasetId = publish(HOSPITAL_A, listing(priceWei));
        FeeToken(address(token)).startFee();
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        uint256 arrivedWei = priceWei - priceWei / 100;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, priceWei, arrivedWei));
    }

    function testFuzz_placeOrderWithAuthorization_whenLessArrives_reverts(uint96 priceWei) public {
        priceWei = uint96(bound(priceWei, 100, 1e24));
        uint256 datasetId = publish(HOSPITAL_A, listing(priceWei));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), priceWei);
        FeeToken(address(token)).startFee();
        uint256 arrivedWei = priceWei - priceWei / 100;
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, priceWei, arrivedWei));
        vm.prank(STRANGER);
        market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        assertEq(market.orderCount(), 0);
        assertEq(token.balanceOf(payer), 1e24);
        bytes32 nonce = market.authorizationNonce(request, noOffers());
        assertTrue(!token.authorizationState(payer, nonce), "not used up");
    }

    function test_renew_whenLessArrives_reverts() public {
        uint256 orderId = sell("1");
        FeeToken(address(token)).startFee();
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, 16e18, 16e18 - 16e16));
        vm.prank(BUYER);
        market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new FeeToken()));
    }
}

/// @dev A token that calls somebody in the middle of a transfer, as ERC-777 does.
contract HostileHookTest is MarketStage {
    function test_placeOrder_fromWithinAnOrder_isRefused() public {
        _arm(abi.encodeCall(market.placeOrder, (orderRequest("2"), noOffers(), noPermit())));
        placeOrder("1");
        _wasRefused(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(market.orderCount(), 1);
    }

    function test_placeOrder_fromWithinAnAuthorizedOrder_isRefused() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        _arm(abi.encodeCall(market.placeOrder, (orderRequest("2"), noOffers(), noPermit())));
        market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        _wasRefused(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(market.orderCount(), 1);
    }

    /// @dev The money of a dispute that was upheld is on its way back.
    function test_refund_fromWithinAnOutcome_isRefused() public {
        uint256 orderId = sell("1");
        uint256 failed = placeOrder("2");
        claim(failed);
        vm.prank(nodes[0]);
        jobs.fail(failed, IJobRegistry.FailReason.LEAD_GAVE_UP, termsOf(failed), jobOf(failed));
        IMarket.Settlement memory settlement = settlementOf(orderId);
        vm.prank(BUYER);
        disputes.open(orderId, settlement, keccak256("evidence"));
        _arm(abi.encodeCall(market.refund, (failed, termsOf(failed))));
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(voters[i]);
            disputes.vote(orderId, settlement, true, keccak256("opinion"));
        }
        _wasRefused(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        statusIs(orderId, IMarket.OrderStatus.REFUNDED);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
    }

    function test_refund_fromWithinARefund_isRefused() public {
        uint256 orderId = placeOrder("1");
        placeOrder("2");
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        _arm(abi.encodeCall(market.refund, (2, termsOf(2))));
        market.refund(orderId, termsOf(orderId));
        _wasRefused(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
    }

    function test_renew_fromWithinARenewal_isRefused() public {
        uint256 orderId = sell("1");
        IMarket.Settlement memory settlement = settlementOf(orderId);
        _arm(abi.encodeCall(market.renew, (orderId, termsOf(orderId), settlement, noPermit())));
        vm.prank(BUYER);
        market.renew(orderId, termsOf(orderId), settlement, noPermit());
        _wasRefused(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
    }

    /// @dev No guard on payouts: the bit is set before the money moves.
    function testFuzz_claim_fromWithinAPayout_getsNothingTwice(uint256 index) public {
        index = bound(index, 0, 6);
        uint256 orderId = sell("1");
        passDisputeWindow();
        IMarket.Settlement memory settlement = settlementOf(orderId);
        _arm(abi.encodeCall(market.claimOne, (orderId, settlement, index)));
        uint128 amountWei = claimPayout(orderId, index);
        _wasRefused(abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, orderId, index));
        assertEq(token.balanceOf(address(market)), TOTAL_WEI - amountWei);
    }

    function test_claim_fromWithinAnOrder_spoilsThatOrderOnly() public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        IMarket.Settlement memory settlement = settlementOf(orderId);
        _arm(abi.encodeCall(market.claimOne, (orderId, settlement, 6)));
        refuseOrder(
            orderRequest("2"),
            abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, TOTAL_WEI, TOTAL_WEI - 4e18)
        );
        assertEq(market.claimedOf(orderId), 0);
    }

    /// @dev The refund is written before the money moves, so the job cannot be revived from within.
    function test_finalise_fromWithinARefund_isRefused() public {
        uint256 orderId = placeOrder("1");
        playUntilCertified(orderId, true);
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        bytes memory data = abi.encodeCall(jobs.finalise, (orderId, termsOf(orderId), jobOf(orderId)));
        HookToken(address(token)).arm(address(jobs), data);
        market.refund(orderId, termsOf(orderId));
        _wasRefused(abi.encodeWithSelector(IJobRegistry.JobWrongState.selector, orderId, IJobRegistry.State.FAILED));
        statusIs(orderId, IMarket.OrderStatus.REFUNDED);
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new HookToken()));
    }

    function _arm(bytes memory data) private {
        HookToken(address(token)).arm(address(market), data);
    }

    function _wasRefused(bytes memory refusal) private view {
        assertEq(keccak256(HookToken(address(token)).answer()), keccak256(refusal));
    }
}

/// @dev A token that bars an account from receiving.
contract HostileBarTest is MarketStage {
    function testFuzz_claim_byABarredPayee_holdsUpNobody(uint256 barred) public {
        barred = bound(barred, 0, 6);
        uint256 orderId = placeOrder("1");
        playUntilCertified(orderId, true);
        address payee = _payee(orderId, barred);
        RefusingToken(address(token)).setRefusing(payee, true);
        finalise(orderId);
        passDisputeWindow();
        for (uint256 i = 0; i < 7; ++i) {
            if (i != barred) claimPayout(orderId, i);
        }
        uint128 owedWei = settlementOf(orderId).amountsWei[barred];
        assertEq(token.balanceOf(address(market)), owedWei);
        IMarket.Settlement memory settlement = settlementOf(orderId);
        vm.expectRevert(abi.encodeWithSelector(RefusingToken.TokenRefused.selector, payee));
        market.claimOne(orderId, settlement, barred);
        // What is owed waits.
        RefusingToken(address(token)).setRefusing(payee, false);
        assertEq(claimPayout(orderId, barred), owedWei);
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new RefusingToken()));
    }

    function _payee(uint256 orderId, uint256 index) private view returns (address) {
        if (index < 2) return termsOf(orderId).providers[index];
        if (index < 5) return nodes[index - 2];
        return index == 5 ? evaluator : TREASURY;
    }
}

/// @dev A token that answers false and moves nothing.
contract HostileFalseTest is MarketStage {
    function test_placeOrder_whenTheTokenAnswersFalse_reverts() public {
        FalseToken(address(token)).answerFalse(true);
        refuseOrder(orderRequest("1"), _failed());
    }

    function test_refundAndClaim_whenTheTokenAnswersFalse_revertAndStayOwed() public {
        uint256 settled = sell("1");
        uint256 orderId = placeOrder("2");
        vm.warp(block.timestamp + ORDER_WINDOW + DISPUTE_WINDOW + 1);
        FalseToken(address(token)).answerFalse(true);
        vm.expectRevert(_failed());
        market.refund(orderId, termsOf(orderId));
        IMarket.Settlement memory settlement = settlementOf(settled);
        vm.expectRevert(_failed());
        market.claimOne(settled, settlement, 0);
        FalseToken(address(token)).answerFalse(false);
        market.refund(orderId, termsOf(orderId));
        claimPayout(settled, 0);
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new FalseToken()));
    }

    function _failed() private view returns (bytes memory) {
        return abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token));
    }
}
