// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title WorkerRoles
/// @notice Bits of a worker's roles.
library WorkerRoles {
    /// @notice Adds shares, fits and samples.
    uint8 internal constant COMPUTE = 1;
    /// @notice Signs certificates; needs the EVALUATOR role of the AccessManager too.
    uint8 internal constant EVALUATOR = 2;
    /// @notice All bits with a meaning.
    uint8 internal constant ALL = COMPUTE | EVALUATOR;
}
