// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IRewards
/// @notice Incentives by Merkle epoch, on top of what {IMarket-claim} pays. Fully funded before the root can be claimed
/// against, open to challenge first, and never more than a share of the fees the treasury has been paid.
/// leaf = keccak256(bytes.concat(keccak256(abi.encode(chainId, rewards, epoch, index, account, amountWei))))
interface IRewards {
    /// @notice PROPOSED until it is VETOED in the challenge window or SWEPT after the end.
    enum State {
        NONE,
        PROPOSED,
        VETOED,
        SWEPT
    }

    /// @param root Merkle root, write-once
    /// @param listDigest sha256 of the canonical list behind the root, so that anyone can check it
    /// @param claimableAt unix seconds: end of the challenge window
    /// @param closesAt unix seconds: after it the rest may be swept
    struct Epoch {
        bytes32 root;
        bytes32 listDigest;
        uint128 totalWei;
        uint128 claimedWei;
        uint40 claimableAt;
        uint40 closesAt;
        State state;
    }

    /// @notice An epoch was proposed and funded.
    event EpochProposed(
        uint256 indexed epoch,
        bytes32 root,
        bytes32 listDigest,
        uint128 totalWei,
        uint40 claimableAt,
        uint40 closesAt
    );
    /// @notice An epoch was vetoed; its sum went to the treasury.
    event EpochVetoed(uint256 indexed epoch, bytes32 evidenceDigest);
    /// @notice What was not claimed went to the treasury.
    event EpochSwept(uint256 indexed epoch, uint128 restWei);
    /// @notice An incentive was paid.
    event IncentiveClaimed(uint256 indexed epoch, uint256 index, address indexed account, uint128 amountWei);

    /// @notice Thrown for an epoch never proposed.
    error EpochUnknown(uint256 epoch);
    /// @notice Thrown when the epoch is in another state.
    error EpochWrongState(uint256 epoch, State state);
    /// @notice Thrown for a root, digest or sum of zero.
    error EpochZero();
    /// @notice Thrown when more would be emitted than the fees allow.
    error EpochAboveBound(uint256 totalWei, uint256 availableWei);
    /// @notice Thrown when not exactly the sum arrived.
    error EpochDepositMismatch(uint256 expectedWei, uint256 receivedWei);
    /// @notice Thrown during the challenge window.
    error EpochNotClaimableYet(uint256 epoch, uint40 claimableAt);
    /// @notice Thrown after the epoch's end.
    error EpochClosed(uint256 epoch, uint40 closesAt);
    /// @notice Thrown for a sweep before the end.
    error EpochStillOpen(uint256 epoch, uint40 closesAt);
    /// @notice Thrown for a veto after the challenge window.
    error EpochChallengeOver(uint256 epoch, uint40 claimableAt);
    /// @notice Thrown for an index claimed before.
    error IncentiveAlreadyClaimed(uint256 epoch, uint256 index);
    /// @notice Thrown when the proof does not lead to the root.
    error IncentiveBadProof(uint256 epoch, uint256 index);
    /// @notice Thrown when the list promises more than was deposited.
    error IncentiveAboveTotal(uint256 epoch);
    /// @notice Thrown at deployment for a share above 100 %.
    error RewardsEmissionTooHigh(uint16 emissionBps);
    /// @notice Thrown at deployment for an address of zero.
    error RewardsAddressZero();
    /// @notice Thrown at deployment for a window of no length.
    error RewardsWindowZero();

    /// @notice Pulls the whole sum from the caller. Only DISTRIBUTOR.
    function propose(bytes32 root, bytes32 listDigest, uint128 totalWei) external returns (uint256 epoch);

    /// @notice Within the challenge window; the sum goes back to the treasury. Only GUARDIAN.
    function veto(uint256 epoch, bytes32 evidenceDigest) external;

    /// @notice Anyone; money only goes to `account`. At most once per index.
    function claim(uint256 epoch, uint256 index, address account, uint128 amountWei, bytes32[] calldata proof) external;

    /// @notice Writes the words that claims are marked in, 255 indices each, so that the first claim of a word costs no
    /// more than the others. Not needed for claiming; anyone may pay for it.
    /// @param firstWord index / 255 of the first word
    /// @param words how many
    function prepare(uint256 epoch, uint256 firstWord, uint256 words) external;

    /// @notice Anyone, after `closesAt`: the rest goes to the treasury.
    function sweep(uint256 epoch) external;

    /// @return epoch's terms and state
    function epochOf(uint256 epoch) external view returns (Epoch memory);

    /// @return epochs ever proposed; they count from 1
    function epochCount() external view returns (uint256);

    /// @return whether the index was claimed
    function isClaimed(uint256 epoch, uint256 index) external view returns (bool);

    /// @return leaf of the epoch's tree
    function leafOf(uint256 epoch, uint256 index, address account, uint128 amountWei) external view returns (bytes32);

    /// @return emittedWei sum of all epochs, without what was vetoed or swept
    function emittedWei() external view returns (uint256);

    /// @return availableWei how much may still be proposed
    function availableWei() external view returns (uint256);
}
