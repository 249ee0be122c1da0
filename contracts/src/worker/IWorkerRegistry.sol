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

    event WorkerRegistered(address indexed worker, uint8 roles, bytes32 hpkeKey, string endpoint, uint128 stakeWei);
    event WorkerUpdated(address indexed worker, bytes32 hpkeKey, string endpoint);
    event WorkerStakeAdded(address indexed worker, uint128 addedWei, uint128 stakeWei);
    event WorkerLeaving(address indexed worker, uint64 withdrawableAt);
    event WorkerLeft(address indexed worker, uint128 stakeWei);
    event WorkerSlashed(address indexed worker, uint256 indexed orderId, uint128 slashedWei, address beneficiary);

    error WorkerAlreadyRegistered(address worker);
    error WorkerUnknown(address worker);
    error WorkerStakeTooLow(uint128 stakeWei, uint128 minimumWei);
    error WorkerStakeMismatch(uint256 expectedWei, uint256 receivedWei);
    error WorkerRolesInvalid(uint8 roles);
    error WorkerNotEvaluator(address worker);
    error WorkerStillBonded(uint64 withdrawableAt);
    error WorkerEndpointInvalid();
    error WorkerKeyZero();
    error WorkerSlashInvalid(uint16 slashBps);

    /// @notice Pulls the stake (allowance needed). The evaluator bit needs the EVALUATOR role.
    function register(uint8 roles, bytes32 hpkeKey, string calldata endpoint, uint128 stakeWei) external;

    function update(bytes32 hpkeKey, string calldata endpoint) external;

    /// @notice Raises the caller's stake, e.g. after a slashing took it below the minimum.
    function addStake(uint128 addedWei) external;

    function leave() external;

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

    function workerOf(address worker) external view returns (Worker memory);

    /// @notice Registered for `role`, not leaving, and with at least the minimum stake.
    function isActive(address worker, uint8 role) external view returns (bool);

    /// @notice All workers ever registered, in order; filter by isActive.
    function workers() external view returns (address[] memory);

    function slashedWeiOf(address beneficiary) external view returns (uint256);

    function minimumStakeWei() external view returns (uint128);
}
