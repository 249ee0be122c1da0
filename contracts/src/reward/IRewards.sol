// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IRewards
/// @notice Incentives by Merkle epoch, on top of what {IMarket-claim} pays. Fully funded before the root can be claimed
/// against, open to challenge first, and never more than a share of the fees the treasury has been paid.
/// leaf = keccak256(bytes.concat(keccak256(abi.encode(chainId, rewards, epoch, index, account, amountWei))))
interface IRewards {
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

    event EpochProposed(
        uint256 indexed epoch,
        bytes32 root,
        bytes32 listDigest,
        uint128 totalWei,
        uint40 claimableAt,
        uint40 closesAt
    );
    event EpochVetoed(uint256 indexed epoch, bytes32 evidenceDigest);
    event EpochSwept(uint256 indexed epoch, uint128 restWei);
    event IncentiveClaimed(uint256 indexed epoch, uint256 index, address indexed account, uint128 amountWei);

    error EpochUnknown(uint256 epoch);
    error EpochWrongState(uint256 epoch, State state);
    error EpochZero();
    error EpochAboveBound(uint256 totalWei, uint256 availableWei);
    error EpochDepositMismatch(uint256 expectedWei, uint256 receivedWei);
    error EpochNotClaimableYet(uint256 epoch, uint40 claimableAt);
    error EpochClosed(uint256 epoch, uint40 closesAt);
    error EpochStillOpen(uint256 epoch, uint40 closesAt);
    error EpochChallengeOver(uint256 epoch, uint40 claimableAt);
    error IncentiveAlreadyClaimed(uint256 epoch, uint256 index);
    error IncentiveBadProof(uint256 epoch, uint256 index);
    error IncentiveAboveTotal(uint256 epoch);
    error RewardsEmissionTooHigh(uint16 emissionBps);
    error RewardsAddressZero();
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

    function epochOf(uint256 epoch) external view returns (Epoch memory);

    function epochCount() external view returns (uint256);

    function isClaimed(uint256 epoch, uint256 index) external view returns (bool);

    function leafOf(uint256 epoch, uint256 index, address account, uint128 amountWei) external view returns (bytes32);

    /// @return emittedWei sum of all epochs, without what was vetoed or swept
    function emittedWei() external view returns (uint256);

    /// @return availableWei how much may still be proposed
    function availableWei() external view returns (uint256);
}
