// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRewards} from "../../src/reward/IRewards.sol";
import {MerkleTree} from "../MerkleTree.sol";
import {PeopleActions} from "./PeopleActions.sol";

/// @title RewardActions
/// @notice Reward epochs of three claims each, for as much as the fees allow.
abstract contract RewardActions is PeopleActions {
    uint256 private constant CLAIMS = 3;

    mapping(uint256 epoch => bytes32[]) private _leaves;
    mapping(uint256 epoch => uint128[3]) private _amounts;
    mapping(uint256 epoch => mapping(uint256 index => uint256)) internal incentiveTimes;
    mapping(uint256 epoch => bool) private _isOver;
    uint256 internal incentivesWei;

    function propose(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 availableWei = rewards.availableWei();
        _proposeAbove(availableWei);
        if (availableWei < 100) return;
        uint256 epoch = rewards.epochCount() + 1;
        uint256 totalWei = 100 + (random % (availableWei - 99));
        // Most lists keep to the deposit; one in eight promises more than there is.
        uint256 promisedWei = (random >> 128) % 8 == 0 ? totalWei * 2 : totalWei;
        bytes32[] memory leaves = new bytes32[](CLAIMS);
        for (uint256 i = 0; i < CLAIMS; ++i) {
            uint128 amountWei = uint128(i == 2 ? promisedWei - 2 * (promisedWei / 3) : promisedWei / 3);
            _amounts[epoch][i] = amountWei;
            leaves[i] = rewards.leafOf(epoch, i, owners[i], amountWei);
        }
        _leaves[epoch] = leaves;
        bytes memory data = abi.encodeCall(
            rewards.propose,
            (MerkleTree.root(leaves), bytes32(random), uint128(totalWei))
        );
        (bool isDone, ) = act(address(this), address(rewards), data);
        check(isDone, true, "epoch");
        count("propose");
    }

    function veto(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 number = rewards.epochCount();
        if (number == 0) return;
        // Most are left alone, so that there is something to claim.
        if (random % 2 != 0) return;
        uint256 epoch = number - (((random >> 8) % 2) % number);
        IRewards.Epoch memory known = rewards.epochOf(epoch);
        bool expected = known.state == IRewards.State.PROPOSED && block.timestamp < known.claimableAt;
        (bool isDone, ) = act(address(this), address(rewards), abi.encodeCall(rewards.veto, (epoch, "evidence")));
        check(isDone, expected, "epoch");
        if (isDone) count("veto");
    }

    function claimIncentive(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 number = rewards.epochCount();
        if (number == 0) return;
        uint256 epoch = number - (random % number);
        if ((random >> 8) % 4 == 0 && block.timestamp < rewards.epochOf(epoch).claimableAt) {
            vm.warp(rewards.epochOf(epoch).claimableAt);
        }
        for (uint256 i = 0; i < CLAIMS; ++i) _claimIncentive(epoch, (random >> (16 + 8 * i)) % CLAIMS);
    }

    function sweep(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 number = rewards.epochCount();
        if (number == 0) return;
        uint256 epoch = 1 + ((random >> 8) % number);
        for (uint256 i = 1; i <= number; ++i) if (rewards.epochOf(i).state == IRewards.State.PROPOSED) epoch = i;
        if (random % 4 == 0 && block.timestamp <= rewards.epochOf(epoch).closesAt) {
            vm.warp(rewards.epochOf(epoch).closesAt + 1);
        }
        IRewards.Epoch memory known = rewards.epochOf(epoch);
        bool expected = known.state == IRewards.State.PROPOSED && block.timestamp > known.closesAt;
        (bool isDone, ) = act(STRANGER, address(rewards), abi.encodeCall(rewards.sweep, (epoch)));
        check(isDone, expected, "epoch");
        if (isDone) count("sweep");
    }

    function _proposeAbove(uint256 availableWei) private {
        bytes memory data = abi.encodeCall(rewards.propose, ("root", "list", uint128(availableWei + 1)));
        (bool isDone, ) = act(address(this), address(rewards), data);
        check(isDone, false, "epoch above the bound");
    }

    function _claimIncentive(uint256 epoch, uint256 index) private {
        IRewards.Epoch memory known = rewards.epochOf(epoch);
        uint128 amountWei = _amounts[epoch][index];
        bool isOpen = block.timestamp >= known.claimableAt && block.timestamp <= known.closesAt;
        bool expected =
            known.state == IRewards.State.PROPOSED &&
                isOpen &&
                incentiveTimes[epoch][index] == 0 &&
                known.claimedWei + amountWei <= known.totalWei &&
                !refuses(owners[index]);
        (bool isDone, ) = act(STRANGER, address(rewards), _claimCall(epoch, index, amountWei));
        check(isDone, expected, "incentive");
        if (!isDone) return;
        ++incentiveTimes[epoch][index];
        incentivesWei += amountWei;
        count("claim an incentive");
    }

    function _claimCall(uint256 epoch, uint256 index, uint128 amountWei) private view returns (bytes memory) {
        bytes32[] memory path = MerkleTree.proof(_leaves[epoch], index);
        return abi.encodeCall(rewards.claim, (epoch, index, owners[index], amountWei, path));
    }
}
