// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {Rewards} from "../../../src/reward/Rewards.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {MerkleTree} from "../../../test-support/MerkleTree.sol";
import {RewardsStage} from "../../../test-support/RewardsStage.sol";

contract RewardsTest is RewardsStage {
    address private constant STRANGER = address(0x57);
    bytes32 private constant DIGEST = keccak256("the list");
    uint256 private constant PAYEES = 5;

    SymbolonToken private _token;
    Rewards private _rewards;

    function setUp() public override {
        super.setUp();
        vm.warp(1_900_000_000);
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(DISTRIBUTOR, 1e33)));
        _rewards = deployRewards(_token);
        fees.setFees(20_000);
    }

    function test_constructor_withBadSetup_reverts() public {
        Rewards.Setup memory setup = rewardsSetup(_token);
        setup.emissionBps = 10_001;
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsEmissionTooHigh.selector, 10_001));
        setup.emissionBps = 10_000;
        setup.challengeSeconds = 0;
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsWindowZero.selector));
        (setup.challengeSeconds, setup.claimSeconds) = (1, 0);
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsWindowZero.selector));
        (setup.claimSeconds, setup.treasury) = (1, address(0));
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsAddressZero.selector));
        (setup.treasury, setup.market) = (TREASURY, IMarket(address(0)));
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsAddressZero.selector));
        (setup.market, setup.token) = (IMarket(address(fees)), IERC20(address(0)));
        _expectRefusal(setup, abi.encodeWithSelector(IRewards.RewardsAddressZero.selector));
        setup.token = _token;
        this.deployWith(setup);
    }

    function test_propose_pullsTheSum_andOpensTheChallenge() public {
        uint40 claimableAt = uint40(block.timestamp) + CHALLENGE;
        vm.expectEmit(address(_rewards));
        emit IRewards.EpochProposed(1, "root", DIGEST, 100, claimableAt, claimableAt + OPEN);
        vm.prank(DISTRIBUTOR);
        assertEq(_rewards.propose("root", DIGEST, 100), 1);
        IRewards.Epoch memory epoch = _rewards.epochOf(1);
        assertEq(epoch.root, "root");
        assertEq(epoch.listDigest, DIGEST);
        assertEq(epoch.totalWei, 100);
        assertEq(epoch.claimedWei, 0);
        assertEq(epoch.claimableAt, claimableAt);
        assertEq(epoch.closesAt, claimableAt + OPEN);
        assertTrue(epoch.state == IRewards.State.PROPOSED, "proposed");
        assertEq(_rewards.epochCount(), 1);
        assertEq(_rewards.emittedWei(), 100);
        assertEq(_token.balanceOf(address(_rewards)), 100);
    }

    function test_propose_byAnybodyButTheDistributor_reverts() public {
        address[3] memory others = [address(this), GUARDIAN, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            _rewards.propose("root", DIGEST, 1);
        }
    }

    function test_propose_ofNothing_reverts() public {
        vm.startPrank(DISTRIBUTOR);
        vm.expectRevert(IRewards.EpochZero.selector);
        _rewards.propose("root", DIGEST, 0);
        vm.expectRevert(IRewards.EpochZero.selector);
        _rewards.propose(0, DIGEST, 1);
        vm.stopPrank();
    }

    function test_propose_upToTheBound_isAllowed_andOneMoreIsNot() public {
        assertEq(_rewards.availableWei(), 10_000);
        vm.startPrank(DISTRIBUTOR);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochAboveBound.selector, 10_001, 10_000));
        _rewards.propose("root", DIGEST, 10_001);
        _rewards.propose("root", DIGEST, 4_000);
        _rewards.propose("root", DIGEST, 6_000);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochAboveBound.selector, 1, 0));
        _rewards.propose("root", DIGEST, 1);
        vm.stopPrank();
        fees.setFees(20_001);
        assertEq(_rewards.availableWei(), 0);
        fees.setFees(20_002);
        assertEq(_rewards.availableWei(), 1);
        fees.setFees(0);
        assertEq(_rewards.availableWei(), 0);
    }

    function testFuzz_propose_anyAmount_isTakenOrAboveTheBound(uint128 totalWei, uint96 feesWei) public {
        totalWei = uint128(bound(totalWei, 1, uint256(type(uint96).max)));
        fees.setFees(feesWei);
        uint256 mostWei = uint256(feesWei) / 2;
        if (totalWei > mostWei) {
            vm.expectRevert(abi.encodeWithSelector(IRewards.EpochAboveBound.selector, totalWei, mostWei));
        }
        vm.prank(DISTRIBUTOR);
        _rewards.propose("root", DIGEST, totalWei);
        assertEq(_rewards.emittedWei(), totalWei > mostWei ? 0 : totalWei);
        assertEq(_token.balanceOf(address(_rewards)), totalWei > mostWei ? 0 : totalWei);
    }

    function test_propose_above104Bits_reverts() public {
        fees.setFees(1e33);
        bytes4 refusal = SafeCast.SafeCastOverflowedUintDowncast.selector;
        vm.startPrank(DISTRIBUTOR);
        vm.expectRevert(abi.encodeWithSelector(refusal, 104, uint256(1) << 104));
        _rewards.propose("root", DIGEST, uint128(1) << 104);
        _rewards.propose("root", DIGEST, (uint128(1) << 104) - 1);
        vm.stopPrank();
    }

    function test_veto_returnsTheSum_andTheRoomUnderTheBound() public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE - 1);
        vm.expectEmit(address(_rewards));
        emit IRewards.EpochVetoed(1, "evidence");
        vm.prank(GUARDIAN);
        _rewards.veto(1, "evidence");
        assertTrue(_rewards.epochOf(1).state == IRewards.State.VETOED, "vetoed");
        assertEq(_token.balanceOf(TREASURY), _sum());
        assertEq(_token.balanceOf(address(_rewards)), 0);
        assertEq(_rewards.emittedWei(), 0);
        bytes memory refusal = _wrongState(1, IRewards.State.VETOED);
        vm.expectRevert(refusal);
        vm.prank(GUARDIAN);
        _rewards.veto(1, "evidence");
        vm.warp(block.timestamp + 1);
        vm.expectRevert(refusal);
        this.claim(1, 0);
        vm.warp(block.timestamp + OPEN + 1);
        vm.expectRevert(refusal);
        _rewards.sweep(1);
    }

    function test_veto_afterTheWindow_reverts() public {
        _propose(1, 0);
        uint40 claimableAt = _rewards.epochOf(1).claimableAt;
        vm.warp(claimableAt);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochChallengeOver.selector, 1, claimableAt));
        vm.prank(GUARDIAN);
        _rewards.veto(1, "evidence");
    }

    function testFuzz_veto_byAnybodyButTheGuardian_reverts(address account) public {
        vm.assume(account != GUARDIAN);
        _propose(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, account));
        vm.prank(account);
        _rewards.veto(1, "evidence");
    }

    function test_everyFunction_ofAnUnknownEpoch_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IRewards.EpochUnknown.selector, 1);
        vm.expectRevert(refusal);
        vm.prank(GUARDIAN);
        _rewards.veto(1, "evidence");
        vm.expectRevert(refusal);
        _rewards.claim(1, 0, _payee(0), 1, new bytes32[](0));
        vm.expectRevert(refusal);
        _rewards.sweep(1);
        IRewards.Epoch memory epoch = _rewards.epochOf(1);
        assertEq(epoch.closesAt, 0);
        assertTrue(epoch.state == IRewards.State.NONE, "none");
    }

    function test_claim_byAnybody_paysTheAccount_once() public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE);
        bytes32[] memory proof = MerkleTree.proof(_leaves(1), 2);
        vm.expectEmit(address(_rewards));
        emit IRewards.IncentiveClaimed(1, 2, _payee(2), _amount(2));
        vm.prank(STRANGER);
        _rewards.claim(1, 2, _payee(2), _amount(2), proof);
        assertEq(_token.balanceOf(_payee(2)), _amount(2));
        assertEq(_rewards.epochOf(1).claimedWei, _amount(2));
        for (uint256 i = 0; i < PAYEES; ++i) assertTrue(_rewards.isClaimed(1, i) == (i == 2), "one bit");
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAlreadyClaimed.selector, 1, 2));
        _rewards.claim(1, 2, _payee(2), _amount(2), proof);
    }

    function test_claim_ofEverybody_leavesNothing() public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE);
        for (uint256 i = 0; i < PAYEES; ++i) this.claim(1, i);
        assertEq(_token.balanceOf(address(_rewards)), 0);
        assertEq(_rewards.epochOf(1).claimedWei, _sum());
        assertEq(_rewards.emittedWei(), _sum());
    }

    function test_claim_outsideItsTime_reverts() public {
        _propose(1, 0);
        IRewards.Epoch memory epoch = _rewards.epochOf(1);
        vm.warp(epoch.claimableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochNotClaimableYet.selector, 1, epoch.claimableAt));
        this.claim(1, 0);
        vm.warp(epoch.claimableAt);
        this.claim(1, 0);
        vm.warp(epoch.closesAt);
        this.claim(1, 1);
        vm.warp(epoch.closesAt + 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochClosed.selector, 1, epoch.closesAt));
        this.claim(1, 2);
    }

    function testFuzz_claim_ofAnythingNotOnTheList_reverts(uint256 index, address account, uint128 amountWei) public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE);
        uint256 known = index % PAYEES;
        vm.assume(index != known || account != _payee(known) || amountWei != _amount(known));
        bytes32[] memory proof = MerkleTree.proof(_leaves(1), known);
        bytes memory refusal = abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, 1, index);
        vm.expectRevert(refusal);
        _rewards.claim(1, index, account, amountWei, proof);
        assertTrue(!_rewards.isClaimed(1, index), "not claimed");
        // Each value alone is enough to be refused.
        vm.expectRevert(refusal);
        _rewards.claim(1, index, _payee(known), _amount(known) + 1, proof);
        this.claim(1, known);
    }

    /// @dev A leaf is bound to its epoch: what was paid in one cannot be paid in the next.
    function test_claim_withTheProofOfAnotherEpoch_reverts() public {
        _propose(1, 0);
        bytes32 root = _rewards.epochOf(1).root;
        vm.prank(DISTRIBUTOR);
        _rewards.propose(root, DIGEST, _sum());
        vm.warp(block.timestamp + CHALLENGE);
        this.claim(1, 0);
        bytes32[] memory proof = MerkleTree.proof(_leaves(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, 2, 0));
        _rewards.claim(2, 0, _payee(0), _amount(0), proof);
    }

    /// @dev An inner node is no leaf: leaves are hashed twice.
    function test_claim_withAnInnerNode_reverts() public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE);
        bytes32[] memory proof = MerkleTree.proof(_leaves(1), 0);
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = proof[i + 1];
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, 1, 0));
        _rewards.claim(1, 0, _payee(0), _amount(0), shorter);
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveBadProof.selector, 1, 0));
        _rewards.claim(1, 0, _payee(0), _amount(0), new bytes32[](0));
    }

    /// @dev A list that promises more than was deposited takes nothing from other epochs.
    function test_claim_aboveTheDeposit_reverts() public {
        _propose(1, _sum() - 1);
        _propose(2, 0);
        vm.warp(block.timestamp + CHALLENGE);
        for (uint256 i = 0; i < PAYEES - 1; ++i) this.claim(1, i);
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAboveTotal.selector, 1));
        this.claim(1, PAYEES - 1);
        assertTrue(!_rewards.isClaimed(1, PAYEES - 1), "may try again");
        for (uint256 i = 0; i < PAYEES; ++i) this.claim(2, i);
        assertEq(_token.balanceOf(address(_rewards)), _amount(PAYEES - 1) - 1);
    }

    function testFuzz_claim_ofAListWithOneLeaf_marksOneBit(uint256 index, uint128 amountWei) public {
        amountWei = uint128(bound(amountWei, 1, 10_000));
        bytes32 root = _rewards.leafOf(1, index, STRANGER, amountWei);
        vm.prank(DISTRIBUTOR);
        _rewards.propose(root, DIGEST, amountWei);
        vm.warp(block.timestamp + CHALLENGE);
        _rewards.claim(1, index, STRANGER, amountWei, new bytes32[](0));
        assertEq(_token.balanceOf(STRANGER), amountWei);
        assertTrue(_rewards.isClaimed(1, index), "claimed");
        assertTrue(!_rewards.isClaimed(1, index ^ 1), "the neighbour is not");
        uint256 far = index > 255 ? index - 255 : index + 255;
        assertTrue(!_rewards.isClaimed(1, far), "nor the same bit of the word beside it");
        assertTrue(!_rewards.isClaimed(2, index), "nor the next epoch");
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAlreadyClaimed.selector, 1, index));
        _rewards.claim(1, index, STRANGER, amountWei, new bytes32[](0));
    }

    function test_prepare_claimsNothing_andLosesNothing() public {
        _propose(1, 0);
        vm.warp(block.timestamp + CHALLENGE);
        this.claim(1, 3);
        vm.prank(STRANGER);
        _rewards.prepare(1, 0, 2);
        for (uint256 i = 0; i < 511; ++i) assertTrue(_rewards.isClaimed(1, i) == (i == 3), "as before");
        _rewards.prepare(1, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.IncentiveAlreadyClaimed.selector, 1, 3));
        this.claim(1, 3);
        this.claim(1, 4);
        assertTrue(_rewards.isClaimed(1, 4), "claimed in a prepared word");
    }

    /// @dev What it is for: the first claim in a prepared word is 20,000 gas cheaper. Words 0 and 2 lie on either side.
    function test_prepare_makesClaimsCheaper_inTheseWordsAlone() public {
        uint256[4] memory indices = [uint256(9 * 255), 0, 255, 2 * 255];
        bytes32[] memory leaves = new bytes32[](4);
        for (uint256 i = 0; i < 4; ++i) leaves[i] = _rewards.leafOf(1, indices[i], _payee(i), 10);
        vm.prank(DISTRIBUTOR);
        _rewards.propose(MerkleTree.root(leaves), DIGEST, 40);
        _rewards.prepare(1, 1, 1);
        vm.warp(block.timestamp + CHALLENGE);
        uint256[4] memory gasUsed;
        for (uint256 i = 0; i < 4; ++i) {
            bytes32[] memory proof = MerkleTree.proof(leaves, i);
            uint256 gasBefore = gasleft();
            _rewards.claim(1, indices[i], _payee(i), 10, proof);
            gasUsed[i] = gasBefore - gasleft();
        }
        // The first warms what all of them touch.
        assertLe(gasUsed[2] + 15_000, gasUsed[1]);
        assertLe(gasUsed[2] + 15_000, gasUsed[3]);
    }

    function testFuzz_prepare_anyWords_byAnybody_claimsNothing(uint256 epoch, uint240 word, uint8 index) public {
        vm.prank(STRANGER);
        _rewards.prepare(epoch, word, 2);
        assertTrue(!_rewards.isClaimed(epoch, uint256(word) * 255 + index), "not claimed");
    }

    function testFuzz_leafOf_isTheDoubleHash(uint256 epoch, uint256 index, address account, uint128 amountWei) public {
        bytes32 inner = keccak256(abi.encode(block.chainid, address(_rewards), epoch, index, account, amountWei));
        assertEq(_rewards.leafOf(epoch, index, account, amountWei), keccak256(abi.encodePacked(inner)));
        Rewards other = deployRewards(_token);
        bool isBound = other.leafOf(epoch, index, account, amountWei) != keccak256(abi.encodePacked(inner));
        assertTrue(isBound, "bound to the contract");
    }

    function test_sweep_returnsTheRest_andTheRoomUnderTheBound() public {
        _propose(1, 0);
        IRewards.Epoch memory epoch = _rewards.epochOf(1);
        vm.warp(epoch.claimableAt);
        this.claim(1, 1);
        vm.warp(epoch.closesAt);
        vm.expectRevert(abi.encodeWithSelector(IRewards.EpochStillOpen.selector, 1, epoch.closesAt));
        _rewards.sweep(1);
        vm.warp(epoch.closesAt + 1);
        vm.expectEmit(address(_rewards));
        emit IRewards.EpochSwept(1, _sum() - _amount(1));
        vm.prank(STRANGER);
        _rewards.sweep(1);
        assertEq(_token.balanceOf(TREASURY), _sum() - _amount(1));
        assertEq(_rewards.emittedWei(), _amount(1));
        assertEq(_rewards.availableWei(), 10_000 - _amount(1));
        vm.expectRevert(_wrongState(1, IRewards.State.SWEPT));
        _rewards.sweep(1);
        vm.expectRevert(_wrongState(1, IRewards.State.SWEPT));
        this.claim(1, 0);
    }

    function testFuzz_sweep_atAnyTime_waitsUntilTheEpochIsClosed(uint32 afterSeconds) public {
        _propose(1, 0);
        uint40 closesAt = _rewards.epochOf(1).closesAt;
        vm.warp(block.timestamp + afterSeconds);
        bool isRefused = block.timestamp <= closesAt;
        if (isRefused) vm.expectRevert(abi.encodeWithSelector(IRewards.EpochStillOpen.selector, 1, closesAt));
        _rewards.sweep(1);
        assertEq(_token.balanceOf(TREASURY), isRefused ? 0 : _sum());
    }

    /// @dev External, so that a whole call can be expected to revert.
    function claim(uint256 epoch, uint256 index) external {
        _rewards.claim(epoch, index, _payee(index), _amount(index), MerkleTree.proof(_leaves(epoch), index));
    }

    function deployWith(Rewards.Setup calldata setup) external returns (address deployed) {
        bytes memory args = abi.encode(setup);
        string memory path = "artifacts/contracts/src/reward/Rewards.sol/Rewards.json";
        bytes memory initCode = bytes.concat(vm.parseJsonBytes(vm.readFile(path), ".bytecode"), args);
        assembly ("memory-safe") {
            deployed := create(0, add(initCode, 32), mload(initCode))
            if iszero(deployed) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }

    function _expectRefusal(Rewards.Setup memory setup, bytes memory refusal) private {
        vm.expectRevert(refusal);
        this.deployWith(setup);
    }

    /// @dev Proposes the list of five payees; a total of zero means their sum.
    function _propose(uint256 epoch, uint128 totalWei) private {
        bytes32 root = MerkleTree.root(_leaves(epoch));
        vm.prank(DISTRIBUTOR);
        assertEq(_rewards.propose(root, DIGEST, totalWei == 0 ? _sum() : totalWei), epoch);
    }

    function _leaves(uint256 epoch) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](PAYEES);
        for (uint256 i = 0; i < PAYEES; ++i) leaves[i] = _rewards.leafOf(epoch, i, _payee(i), _amount(i));
    }

    function _wrongState(uint256 epoch, IRewards.State state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewards.EpochWrongState.selector, epoch, state);
    }

    function _sum() private pure returns (uint128 sumWei) {
        for (uint256 i = 0; i < PAYEES; ++i) sumWei += _amount(i);
    }

    function _payee(uint256 index) private pure returns (address) {
        return address(uint160(0xE000 + index));
    }

    function _amount(uint256 index) private pure returns (uint128) {
        return uint128(100 * (index + 1));
    }
}
