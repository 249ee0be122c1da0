// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IConsentRegistry
/// @notice Roots of salted consent commitments, withdrawals by nullifier, and the consent epoch that jobs pin.
/// leaf = keccak256(bytes.concat(keccak256(abi.encode(LEAF_TYPEHASH, consentKey, recordHash, keccak256(abi.encode(nullifier))))))
/// with LEAF_TYPEHASH = keccak256("ConsentLeaf(address consentKey,bytes32 recordHash,bytes32 nullifierHash)").
interface IConsentRegistry {
    /// @param consentKey address of the per-consent key, made for this consent alone
    /// @param recordHash sha256(salt || canonical consent record)
    /// @param nullifier secret until withdrawal
    struct Withdrawal {
        uint256 datasetId;
        bytes32 root;
        address consentKey;
        bytes32 recordHash;
        bytes32 nullifier;
        uint64 deadline;
    }

    event ConsentRootAnchored(uint256 indexed datasetId, bytes32 root);
    event ConsentWithdrawn(uint256 indexed datasetId, bytes32 nullifier, uint64 consentEpoch);

    error ConsentUnknownRoot(uint256 datasetId, bytes32 root);
    error ConsentBadProof();
    error ConsentBadSignature(address expected);
    error ConsentAlreadyWithdrawn(bytes32 nullifier);
    error ConsentExpiredSignature(uint64 deadline);
    error ConsentNotOwner(uint256 datasetId, address caller);
    error ConsentZeroRoot();

    /// @notice A further intake, by the dataset's owner; or the first one, by the DatasetRegistry.
    function anchorRoot(uint256 datasetId, bytes32 root) external;

    /// @notice Relayed: anyone may submit what the consent key signed, EIP-712
    /// ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)
    function withdraw(Withdrawal calldata withdrawal, bytes32[] calldata proof, bytes calldata signature) external;

    function consentEpoch(uint256 datasetId) external view returns (uint64);

    function isRoot(uint256 datasetId, bytes32 root) external view returns (bool);

    function isWithdrawn(uint256 datasetId, bytes32 nullifier) external view returns (bool);
}
