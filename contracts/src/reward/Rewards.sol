// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IMarket} from "../market/IMarket.sol";
import {ExactTransfer} from "../token/ExactTransfer.sol";
import {IRewards} from "./IRewards.sol";

/// @title Rewards
/// @notice Each epoch pays from its own deposit and every payee is paid by a call of its own, so that an epoch with a
/// wrong list, or an account that cannot receive, takes nothing from anybody else.
/// @dev Why buying from oneself does not pay: what may be emitted is at most `emissionBps` of the fees that left the
/// traders for good, see contracts/test/nodejs/washTrading.test.ts.
contract Rewards is IRewards, AccessManaged, ReentrancyGuardTransient {
    using ExactTransfer for IERC20;
    using SafeERC20 for IERC20;

    /// @param authority AccessManager that maps `propose` to DISTRIBUTOR and `veto` to GUARDIAN
    /// @param token what incentives are paid in; the market's payment token, or the bound would compare two currencies
    /// @param market whose retained fees bound what is emitted
    /// @param treasury gets back what is vetoed or not claimed
    /// @param emissionBps share of the retained fees that may be emitted, at most 10,000
    /// @param challengeSeconds how long an epoch may be vetoed before it can be claimed
    /// @param claimSeconds how long after that it can be claimed
    struct Setup {
        address authority;
        IERC20 token;
        IMarket market;
        address treasury;
        uint16 emissionBps;
        uint40 challengeSeconds;
        uint40 claimSeconds;
    }

    /// @dev What a claim reads, in two words. `closesAt` follows from `claimableAt`. Amounts are below 2^104 wei.
    struct Entry {
        bytes32 root;
        uint104 totalWei;
        uint104 claimedWei;
        uint40 claimableAt;
        State state;
        bytes32 listDigest;
    }

    /// @dev 100 %.
    uint256 private constant BPS = 10_000;
    /// @dev Indices per word of {_claimed}. The highest bit stands for none: {prepare} sets it.
    uint256 private constant WORD_BITS = 255;

    IERC20 private immutable TOKEN;
    IMarket private immutable MARKET;
    address private immutable TREASURY;
    uint256 private immutable EMISSION_BPS;
    uint40 private immutable CHALLENGE_SECONDS;
    uint40 private immutable CLAIM_SECONDS;

    uint128 private _emittedWei;
    uint128 private _epochCount;
    mapping(uint256 epoch => Entry) private _epochs;
    /// @dev Bit `index % 255` of word `index / 255`.
    mapping(uint256 epoch => mapping(uint256 word => uint256 bits)) private _claimed;

    /// @dev Requirements: addresses of token, market and treasury are not zero; not more than all fees may be emitted;
    /// both windows are longer than zero.
    constructor(Setup memory setup) AccessManaged(setup.authority) {
        if (setup.emissionBps > BPS) revert RewardsEmissionTooHigh(setup.emissionBps);
        bool isAddressed = address(setup.token) != address(0) && address(setup.market) != address(0);
        if (!isAddressed || setup.treasury == address(0)) revert RewardsAddressZero();
        if (setup.challengeSeconds == 0 || setup.claimSeconds == 0) revert RewardsWindowZero();
        (TOKEN, MARKET, TREASURY) = (setup.token, setup.market, setup.treasury);
        (EMISSION_BPS, CHALLENGE_SECONDS, CLAIM_SECONDS) = (
            setup.emissionBps,
            setup.challengeSeconds,
            setup.claimSeconds
        );
    }

    /// @inheritdoc IRewards
    /// @dev The leaves name the epoch: it is {epochCount} + 1. A caller with an execution delay schedules the call and
    /// then makes it itself, since the sum is pulled from whoever calls.
    ///
    /// Requirements: caller is DISTRIBUTOR; neither root nor total is zero; the total is within {availableWei} and below
    /// 2^104; it arrives in full.
    ///
    /// Emits {EpochProposed}.
    function propose(
        bytes32 root,
        bytes32 listDigest,
        uint128 totalWei
    ) external restricted nonReentrant returns (uint256 epoch) {
        if (root == bytes32(0) || totalWei == 0) revert EpochZero();
        uint256 restWei = _availableWei();
        if (totalWei > restWei) revert EpochAboveBound(totalWei, restWei);
        uint40 claimableAt = uint40(block.timestamp) + CHALLENGE_SECONDS;
        epoch = ++_epochCount;
        _emittedWei += totalWei;
        _epochs[epoch] = Entry(root, SafeCast.toUint104(totalWei), 0, claimableAt, State.PROPOSED, listDigest);
        emit EpochProposed(epoch, root, listDigest, totalWei, claimableAt, claimableAt + CLAIM_SECONDS);
        uint256 receivedWei = TOKEN.pull(msg.sender, totalWei);
        if (receivedWei != totalWei) revert EpochDepositMismatch(totalWei, receivedWei);
    }

    /// @inheritdoc IRewards
    /// @dev Requirements: caller is GUARDIAN; the epoch is proposed and not claimable yet.
    ///
    /// Emits {EpochVetoed}.
    function veto(uint256 epoch, bytes32 evidenceDigest) external restricted nonReentrant {
        Entry storage entry = _proposed(epoch);
        uint40 claimableAt = entry.claimableAt;
        if (block.timestamp >= claimableAt) revert EpochChallengeOver(epoch, claimableAt);
        uint128 totalWei = entry.totalWei;
        entry.state = State.VETOED;
        _emittedWei -= totalWei;
        emit EpochVetoed(epoch, evidenceDigest);
        TOKEN.safeTransfer(TREASURY, totalWei);
    }

    /// @inheritdoc IRewards
    /// @dev Requirements: the epoch is proposed and open; the index was not claimed; the proof leads from the leaf to the
    /// root; the epoch's deposit covers it.
    ///
    /// Emits {IncentiveClaimed}.
    function claim(
        uint256 epoch,
        uint256 index,
        address account,
        uint128 amountWei,
        bytes32[] calldata proof
    ) external nonReentrant {
        Entry storage entry = _proposed(epoch);
        uint40 claimableAt = entry.claimableAt;
        if (block.timestamp < claimableAt) revert EpochNotClaimableYet(epoch, claimableAt);
        uint40 closesAt = claimableAt + CLAIM_SECONDS;
        if (block.timestamp > closesAt) revert EpochClosed(epoch, closesAt);
        _markClaimed(epoch, index);
        if (!MerkleProof.verifyCalldata(proof, entry.root, _leafOf(epoch, index, account, amountWei))) {
            revert IncentiveBadProof(epoch, index);
        }
        uint256 claimedWei = uint256(entry.claimedWei) + amountWei;
        if (claimedWei > entry.totalWei) revert IncentiveAboveTotal(epoch);
        // At most the total, which fits.
        entry.claimedWei = uint104(claimedWei);
        emit IncentiveClaimed(epoch, index, account, amountWei);
        TOKEN.safeTransfer(account, amountWei);
    }

    /// @inheritdoc IRewards
    /// @dev Requirements: none; it sets bits that stand for no index.
    function prepare(uint256 epoch, uint256 firstWord, uint256 words) external {
        for (uint256 word = firstWord; word < firstWord + words; ++word) _claimed[epoch][word] |= 1 << WORD_BITS;
    }

    /// @inheritdoc IRewards
    /// @dev What was not claimed does not count as emitted.
    ///
    /// Requirements: the epoch is proposed and closed.
    ///
    /// Emits {EpochSwept}.
    function sweep(uint256 epoch) external nonReentrant {
        Entry storage entry = _proposed(epoch);
        uint40 closesAt = entry.claimableAt + CLAIM_SECONDS;
        if (block.timestamp <= closesAt) revert EpochStillOpen(epoch, closesAt);
        uint128 restWei = entry.totalWei - entry.claimedWei;
        entry.state = State.SWEPT;
        _emittedWei -= restWei;
        emit EpochSwept(epoch, restWei);
        TOKEN.safeTransfer(TREASURY, restWei);
    }

    /// @inheritdoc IRewards
    function epochOf(uint256 epoch) external view returns (Epoch memory) {
        Entry memory entry = _epochs[epoch];
        uint40 closesAt = entry.state == State.NONE ? 0 : entry.claimableAt + CLAIM_SECONDS;
        return
            Epoch({
                root: entry.root,
                listDigest: entry.listDigest,
                totalWei: entry.totalWei,
                claimedWei: entry.claimedWei,
                claimableAt: entry.claimableAt,
                closesAt: closesAt,
                state: entry.state
            });
    }

    /// @inheritdoc IRewards
    function epochCount() external view returns (uint256) {
        return _epochCount;
    }

    /// @inheritdoc IRewards
    function isClaimed(uint256 epoch, uint256 index) external view returns (bool) {
        return _claimed[epoch][index / WORD_BITS] & (1 << (index % WORD_BITS)) != 0;
    }

    /// @inheritdoc IRewards
    function leafOf(uint256 epoch, uint256 index, address account, uint128 amountWei) external view returns (bytes32) {
        return _leafOf(epoch, index, account, amountWei);
    }

    /// @inheritdoc IRewards
    function emittedWei() external view returns (uint256) {
        return _emittedWei;
    }

    /// @inheritdoc IRewards
    function availableWei() external view returns (uint256) {
        return _availableWei();
    }

    function _markClaimed(uint256 epoch, uint256 index) private {
        uint256 bits = _claimed[epoch][index / WORD_BITS];
        uint256 bit = 1 << (index % WORD_BITS);
        if (bits & bit != 0) revert IncentiveAlreadyClaimed(epoch, index);
        _claimed[epoch][index / WORD_BITS] = bits | bit;
    }

    function _proposed(uint256 epoch) private view returns (Entry storage entry) {
        entry = _epochs[epoch];
        State state = entry.state;
        if (state == State.NONE) revert EpochUnknown(epoch);
        if (state != State.PROPOSED) revert EpochWrongState(epoch, state);
    }

    /// @dev Never negative while the market only adds to its fees; a market that took some back leaves nothing.
    function _availableWei() private view returns (uint256) {
        uint256 mostWei = (MARKET.feesRetainedWei() * EMISSION_BPS) / BPS;
        uint256 usedWei = _emittedWei;
        return mostWei > usedWei ? mostWei - usedWei : 0;
    }

    /// @dev Hashed twice, so that no inner node of a tree (64 bytes) can be taken for a leaf.
    function _leafOf(uint256 epoch, uint256 index, address account, uint128 amountWei) private view returns (bytes32) {
        bytes memory leaf = abi.encode(block.chainid, address(this), epoch, index, account, amountWei);
        return keccak256(bytes.concat(keccak256(leaf)));
    }
}
