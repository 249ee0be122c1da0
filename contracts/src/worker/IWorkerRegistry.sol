// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IWorkerRegistry
/// @notice Who computes, where they are reached, and what they have at stake.
interface IWorkerRegistry {
    /// @param roles bit 0 = compute node, bit 1 = evaluator
    /// @param hpkeKey X25519 public key that shares are sealed to
    struct Worker {
        uint8 roles;
        uint64 leavingSince;
        uint128 stakeWei;
        bytes32 hpkeKey;
        string endpoint;
    }

    /// @notice A worker registered.
    event WorkerRegistered(address indexed worker, uint8 roles, bytes32 hpkeKey, string endpoint, uint128 stakeWei);
    /// @notice A worker changed key or endpoint.
    event WorkerUpdated(address indexed worker, bytes32 hpkeKey, string endpoint);
    /// @notice A worker raised its stake.
    event WorkerStakeAdded(address indexed worker, uint128 addedWei, uint128 stakeWei);
    /// @notice A worker gets no more jobs and waits for its stake.
    event WorkerLeaving(address indexed worker, uint64 withdrawableAt);
    /// @notice A worker took its stake out.
    event WorkerLeft(address indexed worker, uint128 stakeWei);
    /// @notice A worker lost part of its stake.
    event WorkerSlashed(address indexed worker, uint256 indexed orderId, uint128 slashedWei, address beneficiary);

    /// @notice Thrown for a second registration.
    error WorkerAlreadyRegistered(address worker);
    /// @notice Thrown for an account that is not registered.
    error WorkerUnknown(address worker);
    /// @notice Thrown for a stake below the minimum.
    error WorkerStakeTooLow(uint128 stakeWei, uint128 minimumWei);
    /// @notice Thrown when not exactly the stake arrived.
    error WorkerStakeMismatch(uint256 expectedWei, uint256 receivedWei);
    /// @notice Thrown for no role, or one there is not.
    error WorkerRolesInvalid(uint8 roles);
    /// @notice Thrown when the account does not hold EVALUATOR.
    error WorkerNotEvaluator(address worker);
    /// @notice Thrown while the stake is bonded.
    error WorkerStillBonded(uint64 withdrawableAt);
    /// @notice Thrown for an endpoint of no or more than 256 bytes.
    error WorkerEndpointInvalid();
    /// @notice Thrown for a key of zero.
    error WorkerKeyZero();
    /// @notice Thrown for a share of zero or above 100 %.
    error WorkerSlashInvalid(uint16 slashBps);

    /// @notice Pulls the stake (allowance needed). The evaluator bit needs the EVALUATOR role.
    function register(uint8 roles, bytes32 hpkeKey, string calldata endpoint, uint128 stakeWei) external;

    /// @notice Changes the caller's key and endpoint.
    function update(bytes32 hpkeKey, string calldata endpoint) external;

    /// @notice Raises the caller's stake, e.g. after a slashing took it below the minimum.
    function addStake(uint128 addedWei) external;

    /// @notice Stops new jobs for the caller and starts the unbonding time.
    function leave() external;

    /// @notice Pays the caller's stake out after the unbonding time.
    function withdrawStake() external;

    /// @notice Takes a share of a worker's stake, also while it is unbonding. Only a slasher (the Disputes contract). A
    /// worker without stake loses nothing; the call does not revert, so that one party cannot shield another.
    /// @param beneficiary who is owed it, see {slashedWeiOf}
    function slash(
        address worker,
        uint256 orderId,
        uint16 slashBps,
        address beneficiary
    ) external returns (uint128 slashedWei);

    /// @notice Pays `beneficiary` what slashing earned it. Anyone may call.
    function withdrawSlashed(address beneficiary) external returns (uint256 amountWei);

    /// @return worker's entry; all zero if it is not registered
    function workerOf(address worker) external view returns (Worker memory);

    /// @notice Registered for `role`, not leaving, and with at least the minimum stake.
    function isActive(address worker, uint8 role) external view returns (bool);

    /// @notice All workers ever registered, in order; filter by isActive.
    function workers() external view returns (address[] memory);

    /// @return amount slashed in favour of the account and not fetched, in wei
    function slashedWeiOf(address beneficiary) external view returns (uint256);

    /// @return smallest stake in wei
    function minimumStakeWei() external view returns (uint128);
}
