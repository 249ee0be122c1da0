// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title CalldataStruct
/// @notice The ABI encoding of a dynamic struct that is an argument, as it lies in calldata, so that checking it against
/// a {HashedRecord} costs one copy and one hash instead of decoding and encoding it again.
/// @dev Sound for any calldata: only bytes that are the canonical encoding of the recorded struct give its hash, and
/// fields read through Solidity's own offsets are then read from these bytes. An encoding that is not canonical (overlapping
/// or reordered arrays) gives another hash and is refused.
library CalldataStruct {
    /// @dev Copies `words` words from `offset` in calldata and puts the offset word that abi.encode begins with before
    /// them.
    function copy(uint256 offset, uint256 words) internal pure returns (bytes memory encoded) {
        assembly ("memory-safe") {
            encoded := mload(0x40)
            let size := shl(5, add(words, 1))
            mstore(encoded, size)
            mstore(add(encoded, 0x20), 0x20)
            calldatacopy(add(encoded, 0x40), offset, sub(size, 0x20))
            mstore(0x40, add(encoded, add(size, 0x20)))
        }
    }

    /// @dev Replaces one word of the struct's head.
    ///
    /// Requirements: `index` is below the number of words copied.
    function set(bytes memory encoded, uint256 index, bytes32 value) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(encoded, 0x40), shl(5, index)), value)
        }
    }
}
