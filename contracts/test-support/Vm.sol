// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Vm
/// @notice The cheat codes of Hardhat's Solidity test runner that our tests use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 privateKey) external pure returns (address);

    function assume(bool condition) external pure;

    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);

    /// @dev The next call must emit the event that is emitted right after this one, from `emitter`.
    function expectEmit(address emitter) external;

    function expectPartialRevert(bytes4 selector) external;

    function expectRevert(bytes4 selector) external;

    function expectRevert(bytes calldata revertData) external;

    function getRecordedLogs() external returns (Log[] memory logs);

    function label(address account, string calldata name) external;

    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);

    function prank(address sender) external;

    function readFile(string calldata path) external view returns (string memory);

    function recordLogs() external;

    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    function startPrank(address sender) external;

    function stopPrank() external;

    function warp(uint256 timestamp) external;
}
