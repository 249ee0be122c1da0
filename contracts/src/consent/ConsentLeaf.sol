// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title ConsentLeaf
/// @notice Leaf of the consent tree. protocol/src/consent/consentLeaf.ts computes the same.
library ConsentLeaf {
    bytes32 internal constant TYPEHASH = keccak256(
        "ConsentLeaf(address consentKey,bytes32 recordHash,bytes32 nullifierHash)"
    );

    /// @dev Hashed twice, so that no inner node of the tree can pose as a leaf.
    function hash(address consentKey, bytes32 recordHash, bytes32 nullifier) internal pure returns (bytes32) {
        bytes32 nullifierHash = keccak256(abi.encode(nullifier));
        bytes32 inner = keccak256(abi.encode(TYPEHASH, consentKey, recordHash, nullifierHash));
        return keccak256(bytes.concat(inner));
    }
}
