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
    event WorkerLeaving(address indexed worker, uint64 withdrawableAt);
    event WorkerLeft(address indexed worker, uint128 stakeWei);

    error WorkerAlreadyRegistered(address worker);
    error WorkerUnknown(address worker);
    error WorkerStakeTooLow(uint128 stakeWei, uint128 minimumWei);
    error WorkerRolesInvalid(uint8 roles);
    error WorkerNotEvaluator(address worker);
    error WorkerStillBonded(uint64 withdrawableAt);
    error WorkerEndpointInvalid();
    error WorkerKeyZero();

    /// @notice Pulls the stake (allowance needed). The evaluator bit needs the EVALUATOR role.
    function register(uint8 roles, bytes32 hpkeKey, string calldata endpoint, uint128 stakeWei) external;

    function update(bytes32 hpkeKey, string calldata endpoint) external;

    function leave() external;

    function withdrawStake() external;

    function workerOf(address worker) external view returns (Worker memory);

    function isActive(address worker, uint8 role) external view returns (bool);

    /// @notice All workers ever registered, in order; filter by isActive.
    function workers() external view returns (address[] memory);

    function minimumStakeWei() external view returns (uint128);
}
