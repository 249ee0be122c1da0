// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Wired} from "../access/Wired.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {ConsentLeaf} from "./ConsentLeaf.sol";
import {IConsentRegistry} from "./IConsentRegistry.sol";

/// @title ConsentRegistry
/// @notice Holds no personal data: roots of salted commitments, and nullifiers that mean nothing without the hospital's
/// secrets. A withdrawal is one signature, relayed by anyone, free for the patient (GDPR Art. 7(3)).
contract ConsentRegistry is IConsentRegistry, Wired, AccessManaged, EIP712 {
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)"
    );

    mapping(uint256 datasetId => uint64) private _epochs;
    /// @dev Later intakes only; the first root is in the dataset's immutable record.
    mapping(uint256 datasetId => mapping(bytes32 root => bool)) private _laterRoots;
    mapping(uint256 datasetId => mapping(bytes32 nullifier => bool)) private _withdrawn;

    /// @param authority AccessManager whose admin may call {wire} once
    constructor(address authority) AccessManaged(authority) EIP712("Symbolon", "1") {}

    /// @notice Names the DatasetRegistry, which is deployed after this contract.
    /// @dev Requirements: caller is admin; not wired before. Emits {ContractWired}.
    function wire(IDatasetRegistry datasets) external restricted {
        _wire(address(datasets));
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Requirements: caller is the DatasetRegistry or owns the dataset; `root` is not zero. Anchoring a root again
    /// changes nothing. Roots are never removed: a commitment made stays withdrawable.
    ///
    /// Emits {ConsentRootAnchored}.
    function anchorRoot(uint256 datasetId, bytes32 root) external {
        if (root == bytes32(0)) revert ConsentZeroRoot();
        address datasets = wiredTo();
        if (msg.sender != datasets) {
            if (msg.sender != IERC721(datasets).ownerOf(datasetId)) revert ConsentNotOwner(datasetId, msg.sender);
            _laterRoots[datasetId][root] = true;
        }
        emit ConsentRootAnchored(datasetId, root);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev The signature is bound to chain, contract, dataset and nullifier, so a relayer can only delay it.
    ///
    /// Requirements: not past the deadline; `root` anchored for the dataset; nullifier not used on it; `proof` leads
    /// from the leaf to `root`; signed by `consentKey`.
    ///
    /// Emits {ConsentWithdrawn}.
    function withdraw(Withdrawal calldata withdrawal, bytes32[] calldata proof, bytes calldata signature) external {
        uint256 datasetId = withdrawal.datasetId;
        bytes32 nullifier = withdrawal.nullifier;
        if (block.timestamp > withdrawal.deadline) revert ConsentExpiredSignature(withdrawal.deadline);
        if (!isRoot(datasetId, withdrawal.root)) revert ConsentUnknownRoot(datasetId, withdrawal.root);
        if (_withdrawn[datasetId][nullifier]) revert ConsentAlreadyWithdrawn(nullifier);
        bytes32 leaf = ConsentLeaf.hash(withdrawal.consentKey, withdrawal.recordHash, nullifier);
        if (!MerkleProof.verifyCalldata(proof, withdrawal.root, leaf)) revert ConsentBadProof();
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(WITHDRAWAL_TYPEHASH, datasetId, nullifier, withdrawal.deadline))
        );
        (address signer, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem != ECDSA.RecoverError.NoError || signer != withdrawal.consentKey) {
            revert ConsentBadSignature(withdrawal.consentKey);
        }
        _withdrawn[datasetId][nullifier] = true;
        emit ConsentWithdrawn(datasetId, nullifier, ++_epochs[datasetId]);
    }

    /// @inheritdoc IConsentRegistry
    function consentEpoch(uint256 datasetId) external view returns (uint64) {
        return _epochs[datasetId];
    }

    /// @inheritdoc IConsentRegistry
    function isWithdrawn(uint256 datasetId, bytes32 nullifier) external view returns (bool) {
        return _withdrawn[datasetId][nullifier];
    }

    /// @inheritdoc IConsentRegistry
    function isRoot(uint256 datasetId, bytes32 root) public view returns (bool) {
        if (_laterRoots[datasetId][root]) return true;
        return root != bytes32(0) && IDatasetRegistry(wiredTo()).publishedRootOf(datasetId) == root;
    }
}
