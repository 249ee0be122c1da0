// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title CodeRecord
/// @notice Write-once records kept as contract code. The n-th record of a contract is the n-th contract it creates, so
/// its address follows from n and no pointer is stored. No function of any contract can change a record afterwards:
/// terms of a sale are immutable by construction, not by care. Against storage it saves about 16,000 gas per word.
/// @dev The using contract must create nothing else, and must number its records from 1 without gaps. A contract's
/// nonce starts at 1 (EIP-161). Records start with a STOP byte, so nobody can run them.
library CodeRecord {
    /// @notice Thrown when the record was not created where its number says.
    error CodeRecordNotWritten(uint256 number);

    /// @notice Thrown for a number above 2^32 - 1.
    error CodeRecordNumberTooHigh(uint256 number);

    /// @dev Creates record `number` of this contract.
    ///
    /// Requirements: `number` is one above the last one written; `data` is shorter than 24,575 bytes (EIP-170).
    function write(uint256 number, bytes memory data) internal {
        // 61 ssss PUSH2 size | 80 DUP1 | 60 0a PUSH1 10 | 5f PUSH0 | 39 CODECOPY | 5f PUSH0 | f3 RETURN | 00 data.
        // The cast is safe: EIP-170 makes creation fail long before 2^16 bytes, except for a length that wraps to a
        // small one, and no record comes near that (datasets 151 bytes, orders at most 474).
        bytes memory initCode = abi.encodePacked(hex"61", uint16(data.length + 1), hex"80600a5f395ff300", data);
        address created;
        assembly ("memory-safe") {
            created := create(0, add(initCode, 32), mload(initCode))
        }
        if (created == address(0) || created != locate(address(this), number)) revert CodeRecordNotWritten(number);
    }

    /// @return data the record with its leading STOP byte; only the STOP byte's absence (length 0) tells "never written"
    function read(uint256 number) internal view returns (bytes memory data) {
        return locate(address(this), number).code;
    }

    /// @return address of record `number` of `creator`: the low 20 bytes of keccak256(rlp([creator, number]))
    function locate(address creator, uint256 number) internal pure returns (address) {
        bytes memory rlp;
        if (number < 0x80) rlp = abi.encodePacked(hex"d694", creator, uint8(number));
        else if (number <= type(uint8).max) rlp = abi.encodePacked(hex"d794", creator, hex"81", uint8(number));
        else if (number <= type(uint16).max) rlp = abi.encodePacked(hex"d894", creator, hex"82", uint16(number));
        else if (number <= type(uint24).max) rlp = abi.encodePacked(hex"d994", creator, hex"83", uint24(number));
        else if (number <= type(uint32).max) rlp = abi.encodePacked(hex"da94", creator, hex"84", uint32(number));
        else revert CodeRecordNumberTooHigh(number);
        return address(uint160(uint256(keccak256(rlp))));
    }

    /// @return word 32 bytes of a record, `offset` counted after the STOP byte; bytes past the end are not defined
    function wordAt(bytes memory record, uint256 offset) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            // 32 bytes of length, one of STOP
            word := mload(add(add(record, 33), offset))
        }
    }
}
