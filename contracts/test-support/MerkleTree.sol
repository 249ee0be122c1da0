// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title MerkleTree
/// @notice Root and proofs over a list of leaves, built like the protocol's merkleTree: sorted pairs, leaves in the given
/// order, an odd node moves up unchanged.
library MerkleTree {
    /// @dev Requirements: at least one leaf.
    function root(bytes32[] memory leaves) internal pure returns (bytes32) {
        while (leaves.length > 1) leaves = _above(leaves);
        return leaves[0];
    }

    /// @dev Requirements: `index` is below the number of leaves.
    function proof(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory path) {
        path = new bytes32[](256);
        uint256 length = 0;
        for (; leaves.length > 1; (leaves, index) = (_above(leaves), index >> 1)) {
            uint256 sibling = index ^ 1;
            if (sibling < leaves.length) path[length++] = leaves[sibling];
        }
        assembly ("memory-safe") {
            mstore(path, length)
        }
    }

    function _above(bytes32[] memory below) private pure returns (bytes32[] memory level) {
        level = new bytes32[]((below.length + 1) / 2);
        for (uint256 i = 0; i < level.length; ++i) {
            bytes32 left = below[2 * i];
            if (2 * i + 1 == below.length) {
                level[i] = left;
                continue;
            }
            bytes32 right = below[2 * i + 1];
            level[i] = left < right ? keccak256(bytes.concat(left, right)) : keccak256(bytes.concat(right, left));
        }
    }
}
