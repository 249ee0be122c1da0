// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {World} from "../../../test-support/world/World.sol";

/// @dev Stakes, bonds, incentives.
contract StakeInvariantsTest is World {
    function invariant_stake_isThereToTheWei() public view {
        uint256 dueWei = 0;
        address[] memory all = workers.workers();
        for (uint256 i = 0; i < all.length; ++i) dueWei += workers.workerOf(all[i]).stakeWei;
        for (uint256 i = 0; i < 7; ++i) dueWei += workers.slashedWeiOf(beneficiaries()[i]);
        assertEq(token.balanceOf(address(workers)), dueWei);
        assertEq(faults["stake"] + faults["slashed amount"] + faults["equivocation"], 0);
    }

    function invariant_bonds_areThereToTheWei() public view {
        uint256 dueWei = 0;
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IDisputes.Dispute memory known = disputes.disputeOf(orderId);
            if (known.state == IDisputes.State.OPEN) dueWei += known.bondWei;
        }
        for (uint256 i = 0; i < 7; ++i) dueWei += disputes.owedWei(beneficiaries()[i]);
        assertEq(token.balanceOf(address(disputes)), dueWei);
        assertEq(faults["bond"] + faults["slashed amount"] + faults["fetched amount"], 0);
    }

    function invariant_disputes_goByTheRules() public view {
        assertEq(faults["dispute"] + faults["disputed by a stranger"] + faults["vote"] + faults["lapse"], 0);
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IDisputes.Dispute memory known = disputes.disputeOf(orderId);
            assertTrue(known.votesFor < 3 || known.votesAgainst < 3, "one quorum");
            assertTrue((known.state == IDisputes.State.UPHELD) == (known.votesFor == 3), "upheld by a quorum");
            assertTrue((known.state == IDisputes.State.REJECTED) == (known.votesAgainst == 3), "rejected by one");
        }
    }

    function invariant_rewards_emitAtMostTheirShareOfTheFees() public view {
        uint256 mostWei = (market.feesRetainedWei() * 5_000) / 10_000;
        assertLe(rewards.emittedWei(), mostWei);
        assertLe(incentivesWei, mostWei);
        assertEq(faults["epoch above the bound"], 0);
    }

    function invariant_rewards_areFundedToTheWei() public view {
        uint256 dueWei = 0;
        for (uint256 epoch = 1; epoch <= rewards.epochCount(); ++epoch) {
            IRewards.Epoch memory known = rewards.epochOf(epoch);
            assertLe(known.claimedWei, known.totalWei);
            if (known.state == IRewards.State.PROPOSED) dueWei += known.totalWei - known.claimedWei;
        }
        assertEq(token.balanceOf(address(rewards)), dueWei);
    }

    function invariant_incentive_isPaidAtMostOnce() public view {
        for (uint256 epoch = 1; epoch <= rewards.epochCount(); ++epoch) {
            for (uint256 i = 0; i < 3; ++i) {
                assertLe(incentiveTimes[epoch][i], 1);
                assertTrue(rewards.isClaimed(epoch, i) == (incentiveTimes[epoch][i] == 1), "as marked");
            }
        }
        assertEq(faults["incentive"] + faults["epoch"], 0);
    }

    /// @dev What counts as fees retained was really paid to the treasury of the time.
    function invariant_fees_areAtMostWhatTreasuriesGot() public view {
        uint256 gotWei = token.balanceOf(TREASURY) + token.balanceOf(TREASURY2);
        assertLe(market.feesRetainedWei(), gotWei);
    }
}
