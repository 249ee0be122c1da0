// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Callers
/// @notice For a contract that only other contracts of the set may write to. A list in its own storage costs one slot to
/// read, where asking the AccessManager costs three and two calls; the AccessManager still decides, with its delay, who
/// is on it. This is how a later market goes on with the same budgets: it is added beside the first.
abstract contract Callers is AccessManaged {
    mapping(address caller => bool) private _callers;

    /// @notice `caller` may or may no longer write here.
    event CallerChanged(address indexed caller, bool allowed);

    /// @notice Thrown for an address without code.
    error CallerWithoutCode(address caller);

    /// @notice Thrown when somebody else calls.
    error CallerNotAllowed(address caller);

    /// @dev Reverts unless the caller is on the list.
    modifier onlyCallers() {
        if (!_callers[msg.sender]) revert CallerNotAllowed(msg.sender);
        _;
    }

    /// @notice Adds or removes a contract.
    /// @dev Requirements: caller is admin of the AccessManager (with its delay); an added caller is a deployed contract.
    ///
    /// Emits {CallerChanged}.
    function setCaller(address caller, bool allowed) external restricted {
        if (allowed && caller.code.length == 0) revert CallerWithoutCode(caller);
        _callers[caller] = allowed;
        emit CallerChanged(caller, allowed);
    }

    /// @return whether the contract may write here
    function isCaller(address caller) external view returns (bool) {
        return _callers[caller];
    }
}
