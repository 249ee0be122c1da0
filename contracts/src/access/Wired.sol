// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Wired
/// @notice For a contract that must know one deployed after it: ConsentRegistry its DatasetRegistry, Market its
/// JobRegistry. The address is set once and never again; until then everything that needs it reverts.
abstract contract Wired {
    address private _peer;

    /// @notice The missing address was set.
    event ContractWired(address indexed peer);

    /// @notice Thrown when the address was set before.
    error ContractAlreadyWired(address peer);

    /// @notice Thrown for an address without code.
    error ContractWithoutCode(address peer);

    /// @return the contract this one was wired to; zero before
    function wiredTo() public view returns (address) {
        return _peer;
    }

    /// @dev Requirements: not wired before; `peer` is a deployed contract. Emits {ContractWired}.
    function _wire(address peer) internal {
        if (_peer != address(0)) revert ContractAlreadyWired(_peer);
        if (peer.code.length == 0) revert ContractWithoutCode(peer);
        _peer = peer;
        emit ContractWired(peer);
    }
}
