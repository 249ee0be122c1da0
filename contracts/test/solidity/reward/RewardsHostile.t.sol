// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {Rewards} from "../../../src/reward/Rewards.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {HookToken} from "../../../test-support/HookToken.sol";
import {RewardsStage} from "../../../test-support/RewardsStage.sol";

/// @dev Tokens that keep part of a deposit, or call somebody in the middle of a transfer.
contract RewardsHostileTest is RewardsStage {
    address private constant STRANGER = address(0x57);
    bytes32 private constant DIGEST = keccak256("the list");

    function setUp() public override {
        super.setUp();
        vm.warp(1_900_000_000);
        fees.setFees(20_000);
    }

    function test_propose_withATokenThatTakesAFee_reverts() public {
        FeeToken token = new FeeToken();
        token.transfer(DISTRIBUTOR, 1_000);
        Rewards rewards = deployRewards(token);
        token.startFee();
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochDepositMismatch.selector, 100, 99));
        vm.prank(DISTRIBUTOR);
        rewards.propose("root", DIGEST, 100);
    }

    /// @dev A token that calls back finds every function that moves money closed, though the claim would be a good one.
    function test_claim_fromWithinAnyTransfer_isRefused() public {
        HookToken token = new HookToken();
        token.transfer(DISTRIBUTOR, 1_000);
        Rewards rewards = deployRewards(token);
        bytes32[] memory none = new bytes32[](0);
        vm.startPrank(DISTRIBUTOR);
        rewards.propose(rewards.leafOf(1, 0, STRANGER, 10), DIGEST, 100);
        vm.warp(block.timestamp + 1);
        rewards.propose(rewards.leafOf(2, 0, STRANGER, 10), DIGEST, 100);
        vm.stopPrank();
        vm.warp(rewards.epochOf(1).claimableAt);
        bytes memory first = abi.encodeCall(Rewards.claim, (1, 0, STRANGER, 10, none));

        bytes32 third = rewards.leafOf(3, 0, STRANGER, 10);
        token.arm(address(rewards), first);
        vm.prank(DISTRIBUTOR);
        rewards.propose(third, DIGEST, 100);
        _wasRefused(token, 0);

        token.arm(address(rewards), first);
        vm.prank(GUARDIAN);
        rewards.veto(2, "evidence");
        _wasRefused(token, 0);

        vm.warp(rewards.epochOf(3).claimableAt);
        token.arm(address(rewards), abi.encodeCall(Rewards.claim, (3, 0, STRANGER, 10, none)));
        rewards.claim(1, 0, STRANGER, 10, none);
        _wasRefused(token, 10);

        // Closed for epoch 1 and the last second of epoch 3, which was proposed a while after it.
        vm.warp(rewards.epochOf(3).closesAt);
        token.arm(address(rewards), abi.encodeCall(Rewards.claim, (3, 0, STRANGER, 10, none)));
        rewards.sweep(1);
        _wasRefused(token, 10);
        rewards.claim(3, 0, STRANGER, 10, none);
    }

    function _wasRefused(HookToken token, uint256 paidWei) private {
        bytes memory refusal = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(keccak256(token.answer()), keccak256(refusal));
        assertEq(token.balanceOf(STRANGER), paidWei);
        token.arm(address(0), "");
    }
}
