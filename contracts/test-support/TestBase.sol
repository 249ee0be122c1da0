// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Vm} from "./Vm.sol";

/// @title TestBase
/// @notice The few assertions our tests need; a failed one reverts with both values.
abstract contract TestBase {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error DeploymentFailed(string artifact);
    error AssertionNotEqual(uint256 actual, uint256 expected);
    error AssertionNotEqualBytes(bytes32 actual, bytes32 expected);
    error AssertionNotEqualAddress(address actual, address expected);
    error AssertionAbove(uint256 actual, uint256 most);
    error AssertionFalse(string what);

    /// @dev Deploys a compiled artifact. Not with `new`, which would compile the product again for every test contract.
    /// @param artifact path under artifacts/contracts/src without extension, e.g. market/Market.sol/Market
    function deployCode(string memory artifact, bytes memory constructorArgs) internal returns (address deployed) {
        return deployCodeAt(string.concat("artifacts/contracts/src/", artifact, ".json"), constructorArgs);
    }

    /// @dev As {deployCode}, with the whole path.
    function deployCodeAt(string memory path, bytes memory constructorArgs) internal returns (address deployed) {
        bytes memory initCode = bytes.concat(vm.parseJsonBytes(vm.readFile(path), ".bytecode"), constructorArgs);
        assembly ("memory-safe") {
            deployed := create(0, add(initCode, 32), mload(initCode))
        }
        if (deployed == address(0)) revert DeploymentFailed(path);
    }

    function deployAccessManager(address admin) internal returns (address) {
        return
            deployCodeAt(
                "artifacts/@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager.json",
                abi.encode(admin)
            );
    }

    function assertEq(uint256 actual, uint256 expected) internal pure {
        if (actual != expected) revert AssertionNotEqual(actual, expected);
    }

    function assertEq(bytes32 actual, bytes32 expected) internal pure {
        if (actual != expected) revert AssertionNotEqualBytes(actual, expected);
    }

    function assertEq(address actual, address expected) internal pure {
        if (actual != expected) revert AssertionNotEqualAddress(actual, expected);
    }

    function assertLe(uint256 actual, uint256 most) internal pure {
        if (actual > most) revert AssertionAbove(actual, most);
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert AssertionFalse(what);
    }

    /// @dev Folds any value into [low, high]; values inside stay as they are.
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        if (value >= low && value <= high) return value;
        uint256 size = high - low;
        return size == type(uint256).max ? value : low + (value % (size + 1));
    }
}
