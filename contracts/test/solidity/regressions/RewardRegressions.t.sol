// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {Rewards} from "../../../src/reward/Rewards.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {MerkleTree} from "../../../test-support/MerkleTree.sol";
import {RefusingToken} from "../../../test-support/RefusingToken.sol";
import {RewardsStage} from "../../../test-support/RewardsStage.sol";

/// @dev Defects that audits found in other distributors.
contract RewardRegressionsTest is RewardsStage {
    address private constant ALICE = address(0xA1);
    address private constant BOB = address(0xB0);

    RefusingToken private _token;
    Rewards private _rewards;

    function setUp() public override {
        super.setUp();
        _token = new RefusingToken();
        _rewards = deployRewards(SymbolonToken(address(_token)));
        fees.setFees(1e24);
        _token.transfer(DISTRIBUTOR, 1e22);
    }

    /// @dev market.md 3.5: a claim bound to neither epoch, contract nor chain could be made elsewhere once more.
    function test_regression_unboundProof_leafOfAnotherEpochOrContract() public {
        (uint256 first, bytes32[] memory leaves) = _propose();
        // The next epoch repeats the first one's root, whose leaves name the first epoch.
        vm.prank(DISTRIBUTOR);
        uint256 second = _rewards.propose(MerkleTree.root(leaves), "list", 300);
        Rewards twin = deployRewards(SymbolonToken(address(_token)));
        vm.prank(DISTRIBUTOR);
        twin.propose(MerkleTree.root(leaves), "list", 300);
        vm.warp(block.timestamp + CHALLENGE);
        _rewards.claim(first, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, second, 0));
        _rewards.claim(second, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, 1, 0));
        twin.claim(1, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
    }

    /// @dev Vana, NM-0383 H-1 (abi.encodePacked of several values): fields must not run into each other.
    function testFuzz_regression_vanaPacked_leavesOfOtherFieldsDiffer(
        uint256 epoch,
        uint256 index,
        address account,
        uint128 amountWei,
        uint256 shift
    ) public view {
        shift = bound(shift, 1, type(uint64).max);
        bytes32 leaf = _rewards.leafOf(epoch, index, account, amountWei);
        unchecked {
            assertTrue(leaf != _rewards.leafOf(epoch + shift, index, account, amountWei), "epoch");
            assertTrue(leaf != _rewards.leafOf(epoch, index + shift, account, amountWei), "index");
            assertTrue(leaf != _rewards.leafOf(epoch + shift, index - shift, account, amountWei), "both");
            assertTrue(leaf != _rewards.leafOf(epoch, index, account, amountWei + uint128(shift)), "amount");
        }
    }

    /// @dev sparkn #247: double claim, and a list that names an account twice.
    function test_regression_sparkn247_eachIndexOnce_eachShareOfADuplicate() public {
        (uint256 epoch, bytes32[] memory leaves) = _propose();
        vm.warp(block.timestamp + CHALLENGE);
        _rewards.claim(epoch, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAlreadyClaimed.selector, epoch, 0));
        _rewards.claim(epoch, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        _rewards.claim(epoch, 2, ALICE, 100, MerkleTree.proof(leaves, 2));
        assertEq(_token.balanceOf(ALICE), 200);
    }

    /// @dev sparkn #270: an account that cannot receive held up the others.
    function test_regression_sparkn270_aBarredAccountBlocksNobody() public {
        (uint256 epoch, bytes32[] memory leaves) = _propose();
        _token.setRefusing(ALICE, true);
        vm.warp(block.timestamp + CHALLENGE);
        vm.expectRevert(abi.encodeWithSelector(RefusingToken.TokenRefused.selector, ALICE));
        _rewards.claim(epoch, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        _rewards.claim(epoch, 1, BOB, 100, MerkleTree.proof(leaves, 1));
        assertEq(_token.balanceOf(BOB), 100);
        // Nothing was marked: it is paid once it can receive.
        _token.setRefusing(ALICE, false);
        _rewards.claim(epoch, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
    }

    /// @dev Sablier #266: a root without the money behind it, first come first served.
    function test_regression_sablier266_anEpochIsFundedBeforeItIsAnnounced() public {
        bytes32[] memory leaves = _leaves(1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, DISTRIBUTOR, 1e22, 1e22 + 1)
        );
        vm.prank(DISTRIBUTOR);
        _rewards.propose(MerkleTree.root(leaves), "list", 1e22 + 1);
        assertEq(_rewards.epochCount(), 0);
    }

    /// @dev Sablier #266: a list that promises more than its deposit takes nothing from another epoch.
    function test_regression_sablier266_oneEpochIsNotPaidOutOfAnother() public {
        bytes32[] memory leaves = _leaves(1);
        vm.startPrank(DISTRIBUTOR);
        uint256 short = _rewards.propose(MerkleTree.root(leaves), "list", 150);
        uint256 full = _rewards.propose(MerkleTree.root(_leaves(2)), "list", 300);
        vm.stopPrank();
        vm.warp(block.timestamp + CHALLENGE);
        _rewards.claim(short, 0, ALICE, 100, MerkleTree.proof(leaves, 0));
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAboveTotal.selector, short));
        _rewards.claim(short, 1, BOB, 100, MerkleTree.proof(leaves, 1));
        for (uint256 i = 0; i < 3; ++i) {
            _rewards.claim(full, i, i == 1 ? BOB : ALICE, 100, MerkleTree.proof(_leaves(2), i));
        }
    }

    /// @dev MyCut #371, fjord #192: what was not claimed stayed in the contract for ever.
    function testFuzz_regression_mycut371_theRestIsSweptToTheWei(uint256 claimed) public {
        claimed = claimed % 4;
        (uint256 epoch, bytes32[] memory leaves) = _propose();
        vm.warp(block.timestamp + CHALLENGE);
        for (uint256 i = 0; i < claimed; ++i) {
            _rewards.claim(epoch, i, i == 1 ? BOB : ALICE, 100, MerkleTree.proof(leaves, i));
        }
        vm.warp(block.timestamp + OPEN + 1);
        _rewards.sweep(epoch);
        assertEq(_token.balanceOf(address(_rewards)), 0);
        assertEq(_token.balanceOf(TREASURY), 300 - 100 * claimed);
    }

    /// @dev brivault #443: the bound comes from fees paid, not from what somebody sent to the contract.
    function testFuzz_regression_brivault443_giftsRaiseNoBound(uint256 giftWei) public {
        giftWei = bound(giftWei, 0, 1e24);
        uint256 availableWei = _rewards.availableWei();
        _token.transfer(address(_rewards), giftWei);
        assertEq(_rewards.availableWei(), availableWei);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochAboveBound.selector, availableWei + 1, availableWei));
        vm.prank(DISTRIBUTOR);
        _rewards.propose("root", "list", uint128(availableWei + 1));
    }

    /// @dev Ocean DFRewards.claimForStrat used tx.origin: here neither caller nor origin says who is paid.
    function testFuzz_regression_oceanTxOrigin_theLeafSaysWhoIsPaid(address caller) public {
        (uint256 epoch, bytes32[] memory leaves) = _propose();
        vm.warp(block.timestamp + CHALLENGE);
        vm.prank(caller);
        _rewards.claim(epoch, 1, BOB, 100, MerkleTree.proof(leaves, 1));
        assertEq(_token.balanceOf(BOB), 100);
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, epoch, 0));
        _rewards.claim(epoch, 0, tx.origin, 100, MerkleTree.proof(leaves, 0)); // solhint-disable-line avoid-tx-origin
    }

    /// @dev Alice, Bob, Alice again.
    function _leaves(uint256 epoch) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](3);
        for (uint256 i = 0; i < 3; ++i) leaves[i] = _rewards.leafOf(epoch, i, i == 1 ? BOB : ALICE, 100);
    }

    function _propose() private returns (uint256 epoch, bytes32[] memory leaves) {
        leaves = _leaves(1);
        vm.prank(DISTRIBUTOR);
        epoch = _rewards.propose(MerkleTree.root(leaves), "list", 300);
    }
}
