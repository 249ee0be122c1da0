// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title HashedRecord
/// @notice One storage word per order or job: a status in the low 8 bits, above it the upper 248 bits of the hash of
/// everything that was agreed. Whoever acts hands the preimage back in; events carry it in full, so it is never lost.
/// An order costs one fresh slot instead of thirteen, and nobody, the admin included, can change what a hash stands for.
/// @dev Finding two preimages of one record takes about 2^124 hashes.
library HashedRecord {
    uint256 private constant STATUS_MASK = 0xff;

    function pack(uint8 status, bytes32 digest) internal pure returns (bytes32) {
        return bytes32((uint256(digest) & ~STATUS_MASK) | status);
    }

    /// @dev The cast keeps the low 8 bits.
    function statusOf(bytes32 record) internal pure returns (uint8) {
        return uint8(uint256(record));
    }

    /// @return whether the record was packed with this hash, whatever its status
    function matches(bytes32 record, bytes32 digest) internal pure returns (bool) {
        return (uint256(record) ^ uint256(digest)) & ~STATUS_MASK == 0;
    }

    /// @return the record with another status and the same hash
    function withStatus(bytes32 record, uint8 status) internal pure returns (bytes32) {
        return pack(status, record);
    }
}
