// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IWorkerRegistry} from "../../../src/worker/IWorkerRegistry.sol";
import {DisputeStage} from "../../../test-support/DisputeStage.sol";

/// @dev Money, access, stakes and bonds, and what is barred, in each outcome.
contract OutcomesTest is DisputeStage {
    function test_upheld_moneyAndAccessGoBack_andWhoAnsweredForItLosesStake() public {
        uint256 beforeWei = token.balanceOf(BUYER);
        open(ORDER);
        vote(ORDER, voters[0], true);
        vote(ORDER, voters[1], true);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeResolved(ORDER, IDisputes.State.UPHELD);
        vm.expectEmit(address(market));
        emit IMarket.OrderRefunded(ORDER, BUYER, termsOf(ORDER).totalWei);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.AccessRevoked(ORDER, BUYER);
        vote(ORDER, voters[2], true);

        assertState(ORDER, IDisputes.State.UPHELD);
        assertOrder(ORDER, IMarket.OrderStatus.REFUNDED);
        assertEq(accessToken.holderOf(ORDER), address(0));
        assertEq(accessToken.accessUntil(ORDER), 0);
        assertEq(token.balanceOf(BUYER), beforeWei - BOND_WEI + termsOf(ORDER).totalWei);
        assertEq(disputes.withdraw(BUYER), BOND_WEI);
        assertEq(token.balanceOf(BUYER), beforeWei + termsOf(ORDER).totalWei);
        assertEq(token.balanceOf(address(disputes)), 0);
        uint128 lostWei = (STAKE_WEI * SLASH_BPS) / 10_000;
        for (uint256 i = 0; i < 3; ++i) assertEq(workers.workerOf(nodes[i]).stakeWei, STAKE_WEI - lostWei);
        assertEq(workers.workerOf(evaluator).stakeWei, STAKE_WEI - lostWei);
        for (uint256 i = 0; i < 3; ++i) assertEq(workers.workerOf(voters[i]).stakeWei, STAKE_WEI);
        assertEq(workers.slashedWeiOf(TREASURY), 4 * uint256(lostWei));
        _nobodyIsPaid();
    }

    function test_upheld_tellsEverySlashing() public {
        open(ORDER);
        vote(ORDER, voters[0], true);
        vote(ORDER, voters[1], true);
        uint128 lostWei = (STAKE_WEI * SLASH_BPS) / 10_000;
        address[4] memory answering = [nodes[0], nodes[1], nodes[2], evaluator];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectEmit(address(workers));
            emit IWorkerRegistry.WorkerSlashed(answering[i], ORDER, lostWei, TREASURY);
        }
        vote(ORDER, voters[2], true);
    }

    function test_upheld_inTheEhdsLane_theAccessBodyIsOwedWhatIsSlashed() public {
        playUntilSettled(EHDS_ORDER);
        open(EHDS_ORDER);
        voteAll(EHDS_ORDER, true);
        assertEq(workers.slashedWeiOf(ACCESS_BODY), (4 * uint256(STAKE_WEI) * SLASH_BPS) / 10_000);
        assertEq(workers.slashedWeiOf(TREASURY), 0);
    }

    /// @dev Stakes stay for longer than an order and its dispute take, so who leaves after a sale answers for it.
    function test_upheld_whoIsLeaving_losesStakeToo() public {
        vm.prank(nodes[1]);
        workers.leave();
        vm.warp(block.timestamp + DISPUTE_WINDOW);
        open(ORDER);
        vm.warp(block.timestamp + VOTING);
        vm.expectRevert(
            abi.encodeWithSelector(
                IWorkerRegistry.WorkerStillBonded.selector,
                settlementOf(ORDER).settledAt + UNBONDING
            )
        );
        vm.prank(nodes[1]);
        workers.withdrawStake();
        voteAll(ORDER, true);
        assertEq(workers.workerOf(nodes[1]).stakeWei, STAKE_WEI - (STAKE_WEI * SLASH_BPS) / 10_000);
    }

    /// @dev One of them has no stake any more: it cannot shield the others.
    function test_upheld_workerWithoutStake_theOthersAreSlashedAllTheSame() public {
        workers.setCaller(address(this), true);
        workers.slash(nodes[0], ORDER, 10_000, TREASURY);
        open(ORDER);
        voteAll(ORDER, true);
        assertEq(workers.workerOf(nodes[0]).stakeWei, 0);
        assertEq(workers.workerOf(nodes[1]).stakeWei, STAKE_WEI - (STAKE_WEI * SLASH_BPS) / 10_000);
    }

    function test_rejected_payeesArePaidAtOnce_theBondGoesToTheTreasury() public {
        open(ORDER);
        vote(ORDER, voters[0], false);
        vote(ORDER, voters[1], false);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeResolved(ORDER, IDisputes.State.REJECTED);
        vm.expectEmit(address(market));
        emit IMarket.OrderReleased(ORDER);
        vote(ORDER, voters[2], false);
        assertState(ORDER, IDisputes.State.REJECTED);
        assertEq(disputes.owedWei(BUYER), 0);
        vm.expectEmit(address(disputes));
        emit IDisputes.BondWithdrawn(TREASURY, BOND_WEI);
        assertEq(disputes.withdraw(TREASURY), BOND_WEI);
        assertEq(token.balanceOf(TREASURY), BOND_WEI);
        _everybodyIsPaid();
    }

    function test_lapsed_payeesArePaid_theBondGoesBack_evenWithVotesForTheBuyer() public {
        open(ORDER);
        vote(ORDER, voters[0], true);
        vote(ORDER, voters[1], true);
        vm.warp(block.timestamp + VOTING + 1);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeResolved(ORDER, IDisputes.State.LAPSED);
        vm.expectEmit(address(market));
        emit IMarket.OrderReleased(ORDER);
        disputes.lapse(ORDER, settlementOf(ORDER));
        assertState(ORDER, IDisputes.State.LAPSED);
        assertEq(disputes.owedWei(TREASURY), 0);
        assertEq(disputes.withdraw(BUYER), BOND_WEI);
        _everybodyIsPaid();
    }

    function testFuzz_outcome_isThatOfTheFirstQuorum(uint8 order) public {
        registerWorker(STRANGER, 2);
        registerWorker(address(0xABCD), 2);
        address[5] memory all = [voters[0], voters[1], voters[2], STRANGER, address(0xABCD)];
        open(ORDER);
        uint256 votesFor = 0;
        uint256 votesAgainst = 0;
        for (uint256 i = 0; votesFor < 3 && votesAgainst < 3; ++i) {
            bool uphold = order & (1 << i) != 0;
            vote(ORDER, all[i], uphold);
            if (uphold) ++votesFor;
            else ++votesAgainst;
        }
        assertState(ORDER, votesFor == 3 ? IDisputes.State.UPHELD : IDisputes.State.REJECTED);
    }

    function test_open_bars_claimRenewalAndRelease_untilAnOutcome() public {
        open(ORDER);
        vm.warp(_closedAt(ORDER) + 1);
        for (uint256 i = 0; i < 7; ++i) {
            expectOrderStatus(ORDER, IMarket.OrderStatus.DISPUTED);
            claimPayout(ORDER, i);
        }
        _renewalRefused(IMarket.OrderStatus.DISPUTED);
        expectOrderStatus(ORDER, IMarket.OrderStatus.DISPUTED);
        vm.prank(BUYER);
        market.release(ORDER, settlementOf(ORDER));
        // Access goes on: it is the buyer's until the buyer is paid back.
        assertEq(accessToken.holderOf(ORDER), BUYER);
    }

    function test_renewal_canBeDisputed_onItsOwn() public {
        uint256 renewalId = renew(ORDER);
        uint256 beforeWei = token.balanceOf(BUYER);
        open(renewalId);
        assertOrder(ORDER, IMarket.OrderStatus.SETTLED);
        voteAll(renewalId, true);
        assertOrder(renewalId, IMarket.OrderStatus.REFUNDED);
        assertEq(disputes.withdraw(BUYER), BOND_WEI);
        assertEq(token.balanceOf(BUYER), beforeWei + termsOf(ORDER).renewalWei);
        // The sale itself stands.
        assertEq(accessToken.holderOf(ORDER), BUYER);
        vm.warp(_closedAt(ORDER) + 1);
        assertTrue(claimPayout(ORDER, 0) > 0, "the sale is paid");
        expectOrderStatus(renewalId, IMarket.OrderStatus.REFUNDED);
        claimPayout(renewalId, 0);
    }

    function test_renewal_afterARejectedDispute_isPossible() public {
        open(ORDER);
        voteAll(ORDER, false);
        uint256 renewalId = renew(ORDER);
        assertOrder(renewalId, IMarket.OrderStatus.SETTLED);
        assertEq(accessToken.accessUntil(ORDER), block.timestamp + 60 days);
    }

    function test_renewal_ofARefundedOrder_reverts() public {
        open(ORDER);
        voteAll(ORDER, true);
        _renewalRefused(IMarket.OrderStatus.REFUNDED);
    }

    function test_bonds_ofSeveralDisputes_addUp() public {
        playUntilSettled(EHDS_ORDER);
        open(ORDER);
        open(EHDS_ORDER);
        voteAll(ORDER, true);
        vm.warp(block.timestamp + VOTING + 1);
        disputes.lapse(EHDS_ORDER, settlementOf(EHDS_ORDER));
        assertEq(disputes.owedWei(BUYER), 2 * BOND_WEI);
        vm.prank(STRANGER);
        assertEq(disputes.withdraw(BUYER), 2 * BOND_WEI);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNothingOwed.selector, BUYER));
        disputes.withdraw(BUYER);
    }

    function testFuzz_market_disputeAndResolve_byOthers_revert(address caller, bool upheld) public {
        vm.assume(caller != address(disputes));
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.expectRevert(refusal);
        vm.prank(caller);
        market.dispute(ORDER, settlementOf(ORDER));
        open(ORDER);
        vm.expectRevert(refusal);
        vm.prank(caller);
        market.resolve(ORDER, settlementOf(ORDER), upheld);
    }

    function _everybodyIsPaid() private {
        assertOrder(ORDER, IMarket.OrderStatus.RELEASED);
        assertEq(accessToken.holderOf(ORDER), BUYER);
        uint256 paidWei = 0;
        for (uint256 i = 0; i < 7; ++i) paidWei += claimPayout(ORDER, i);
        assertEq(paidWei, termsOf(ORDER).totalWei);
        for (uint256 i = 0; i < 3; ++i) assertEq(workers.workerOf(nodes[i]).stakeWei, STAKE_WEI);
        assertEq(workers.workerOf(evaluator).stakeWei, STAKE_WEI);
    }

    function _renewalRefused(IMarket.OrderStatus status) private {
        expectOrderStatus(ORDER, status);
        vm.prank(BUYER);
        market.renew(ORDER, termsOf(ORDER), settlementOf(ORDER), noPermit());
    }

    function _nobodyIsPaid() private {
        vm.warp(_closedAt(ORDER) + 1);
        for (uint256 i = 0; i < 7; ++i) {
            expectOrderStatus(ORDER, IMarket.OrderStatus.REFUNDED);
            claimPayout(ORDER, i);
        }
    }

    function _closedAt(uint256 orderId) private view returns (uint256) {
        return settlementOf(orderId).settledAt + DISPUTE_WINDOW;
    }
}
