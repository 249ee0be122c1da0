// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Roles
/// @notice Role ids used with OpenZeppelin's AccessManager. 0 is its built-in ADMIN_ROLE.
library Roles {
    /// @notice May pause.
    uint64 internal constant GUARDIAN = 1;
    /// @notice May set fees and the treasury account.
    uint64 internal constant TREASURER = 2;
    /// @notice May register as a worker with the evaluator role.
    uint64 internal constant EVALUATOR = 3;
    /// @notice The DatasetRegistry contract: opens budgets.
    uint64 internal constant REGISTRY = 10;
    /// @notice The Market contract: reserves budget, mints and revokes access, credits rewards.
    uint64 internal constant MARKET = 11;
    /// @notice The JobRegistry contract: charges or releases budget, grants access.
    uint64 internal constant JOBS = 12;
}
