// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Roles
/// @notice Role ids used with OpenZeppelin's AccessManager. 0 is its built-in ADMIN_ROLE. All roles are for people and
/// institutions; which contract may write to which is {Callers}.
library Roles {
    /// @notice May pause and may veto a reward epoch.
    uint64 internal constant GUARDIAN = 1;
    /// @notice May set fees, the treasury account and certificate thresholds.
    uint64 internal constant TREASURER = 2;
    /// @notice May register as a worker with the evaluator role.
    uint64 internal constant EVALUATOR = 3;
    /// @notice Health data access body: may issue data permits, and amend, extend, suspend, revoke its own.
    uint64 internal constant HDAB = 4;
    /// @notice May propose reward epochs.
    uint64 internal constant DISTRIBUTOR = 5;
}
