// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Wired} from "../access/Wired.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {HashedRecord} from "../storage/HashedRecord.sol";
import {ConsentLeaf} from "./ConsentLeaf.sol";
import {IConsentRegistry} from "./IConsentRegistry.sol";

/// @title ConsentRegistry
/// @notice Holds no personal data: roots of salted commitments, addresses of keys made for one consent, salted hashes, and
/// nullifiers that mean nothing without the hospital's secrets. Every grant and withdrawal is one signature, relayed by
/// anyone, free for the patient (GDPR Art. 7(3)).
/// @dev The owner of a dataset is looked up at each call, so nothing the former owner could do survives a transfer.
contract ConsentRegistry is IConsentRegistry, Wired, AccessManaged, EIP712 {
    using Checkpoints for Checkpoints.Trace208;
    using HashedRecord for bytes32;

    bytes32 private constant GRANT_TYPEHASH = keccak256("ConsentGrant(uint256 datasetId,bytes32 recordHash)");
    bytes32 private constant KEY_WITHDRAWAL_TYPEHASH = keccak256("ConsentKeyWithdrawal(uint256 datasetId)");
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)"
    );

    /// @dev One slot. `opened` is set by the first admission: the owner pays for the fresh slot, not the first patient who
    /// withdraws.
    struct Basis {
        uint64 epoch;
        bool suspended;
        bool opened;
    }

    mapping(uint256 datasetId => Basis) private _bases;
    /// @dev {HashedRecord} of {GrantState} and record hash; a withdrawn one keeps its state only, so that no signature
    /// grants again.
    mapping(uint256 datasetId => mapping(address consentKey => bytes32)) private _grants;
    /// @dev Later roots only; the first is in the dataset's immutable record.
    mapping(uint256 datasetId => mapping(bytes32 root => bool)) private _laterRoots;
    mapping(uint256 datasetId => mapping(bytes32 nullifier => bool)) private _withdrawn;
    mapping(uint256 datasetId => bytes32) private _accumulators;
    /// @dev Time anchored => 1-based index of the opt-out list; of several in one second the last.
    mapping(uint256 datasetId => Checkpoints.Trace208) private _optOuts;
    mapping(uint256 datasetId => mapping(uint256 index => bytes32 root)) private _optOutRoots;

    /// @param authority AccessManager whose admin may call {wire} once
    constructor(address authority) AccessManaged(authority) EIP712("Symbolon", "1") {}

    /// @notice Names the DatasetRegistry, which is deployed after this contract.
    /// @dev Requirements: caller is admin; not wired before. Emits {ContractWired}.
    function wire(IDatasetRegistry datasets) external restricted {
        _wire(address(datasets));
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Requirements: `root` is not zero; caller is the DatasetRegistry (which checks owner and lane itself), or owns
    /// the dataset and that is in the commercial lane. Anchoring a root again changes nothing. Roots are never removed: a
    /// commitment made stays withdrawable.
    ///
    /// Emits {ConsentRootAnchored}.
    function anchorRoot(uint256 datasetId, bytes32 root) external {
        if (root == bytes32(0)) revert ConsentZeroRoot();
        IDatasetRegistry datasets = IDatasetRegistry(wiredTo());
        if (msg.sender != address(datasets)) {
            _requireOwner(datasetId);
            _requireLane(datasetId, IDatasetRegistry.Lane.COMMERCIAL);
        }
        if (datasets.publishedRootOf(datasetId) != root) _laterRoots[datasetId][root] = true;
        emit ConsentRootAnchored(datasetId, root);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Whether the dataset exists, and its lane, is not asked: it would cost a quarter of the call, and a grant means
    /// nothing before it is admitted, which asks both.
    ///
    /// Requirements: `recordHash` is not zero; the key did not grant for the dataset before, withdrawn or not.
    ///
    /// Emits {ConsentGranted}.
    function grant(uint256 datasetId, bytes32 recordHash) external {
        if (!_grant(datasetId, msg.sender, recordHash, GrantState.PENDING)) {
            revert ConsentAlreadyGranted(datasetId, msg.sender);
        }
    }

    /// @inheritdoc IConsentRegistry
    /// @dev A signature over anything else is one of a key nobody knows.
    ///
    /// Requirements: as {grant}, for the key that signed.
    ///
    /// Emits {ConsentGranted}.
    function grantBySig(uint256 datasetId, bytes32 recordHash, Signature calldata signature) external {
        address consentKey = _granter(datasetId, recordHash, signature);
        if (!_grant(datasetId, consentKey, recordHash, GrantState.PENDING)) {
            revert ConsentAlreadyGranted(datasetId, consentKey);
        }
    }

    /// @inheritdoc IConsentRegistry
    /// @dev A pending grant of the same record is admitted, if the owner sends the batch.
    ///
    /// Requirements: as many signatures as hashes, at least one; all signatures hold; no hash is zero; the dataset is in
    /// the commercial lane.
    ///
    /// Emits {ConsentGranted} for every new grant and, sent by the owner, {ConsentAdmitted} for all it admits.
    function grantBatch(uint256 datasetId, bytes32[] calldata recordHashes, Signature[] calldata signatures) external {
        uint256 count = recordHashes.length;
        if (count == 0) revert ConsentEmptyBatch();
        if (count != signatures.length) revert ConsentBatchLengths(count, signatures.length);
        _requireLane(datasetId, IDatasetRegistry.Lane.COMMERCIAL);
        bool isAdmitting = _isOwner(datasetId);
        if (isAdmitting) _open(datasetId);
        GrantState state = isAdmitting ? GrantState.ADMITTED : GrantState.PENDING;
        for (uint256 i = 0; i < count; ++i) {
            bytes32 recordHash = recordHashes[i];
            address consentKey = _granter(datasetId, recordHash, signatures[i]);
            if (_grant(datasetId, consentKey, recordHash, state)) {
                if (isAdmitting) emit ConsentAdmitted(datasetId, consentKey);
            } else if (isAdmitting && _grants[datasetId][consentKey].matches(recordHash)) {
                _admit(datasetId, consentKey);
            }
        }
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Requirements: caller owns the dataset; it is in the commercial lane; at least one key.
    ///
    /// Emits {ConsentAdmitted} for every key that had a pending grant.
    function admit(uint256 datasetId, address[] calldata consentKeys) external {
        if (consentKeys.length == 0) revert ConsentEmptyBatch();
        _requireOwner(datasetId);
        _requireLane(datasetId, IDatasetRegistry.Lane.COMMERCIAL);
        _open(datasetId);
        for (uint256 i = 0; i < consentKeys.length; ++i) _admit(datasetId, consentKeys[i]);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Requirements: the caller granted and did not withdraw. Final. Emits {ConsentKeyWithdrawn}.
    function withdrawKey(uint256 datasetId) external {
        _withdrawKey(datasetId, msg.sender);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev Requirements: the signature holds; the key granted and did not withdraw. Final. Emits {ConsentKeyWithdrawn}.
    function withdrawKeyBySig(uint256 datasetId, Signature calldata signature) external {
        _withdrawKey(datasetId, _recover(keccak256(abi.encode(KEY_WITHDRAWAL_TYPEHASH, datasetId)), signature));
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
        emit ConsentWithdrawn(datasetId, nullifier, ++_bases[datasetId].epoch);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev No slot per nullifier: {isWithdrawn} stays false for them, by design. The chain of batches in {accumulatorOf}
    /// lets an auditor prove from the events that none was left out or put in later; the epoch stops jobs all the same.
    ///
    /// Requirements: at least one nullifier; caller owns the dataset; it is in the commercial lane.
    ///
    /// Emits {ConsentsWithdrawn}.
    function withdrawBatch(uint256 datasetId, bytes32[] calldata nullifiers, bytes32 evidenceDigest) external {
        if (nullifiers.length == 0) revert ConsentEmptyBatch();
        _requireOwner(datasetId);
        _requireLane(datasetId, IDatasetRegistry.Lane.COMMERCIAL);
        bytes32 accumulator = keccak256(abi.encode(_accumulators[datasetId], nullifiers, evidenceDigest));
        _accumulators[datasetId] = accumulator;
        emit ConsentsWithdrawn(datasetId, nullifiers, evidenceDigest, accumulator, ++_bases[datasetId].epoch);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev In both lanes. Requirements: caller owns the dataset. Emits {ConsentBasisSuspended}.
    function suspendBasis(uint256 datasetId, bool suspended) external {
        _requireOwner(datasetId);
        _bases[datasetId].suspended = suspended;
        emit ConsentBasisSuspended(datasetId, suspended);
    }

    /// @inheritdoc IConsentRegistry
    /// @dev A list is never changed or removed: a permit goes on under the one that was there when it was approved, and a
    /// patient who opts in again is left out of the next one. An empty list has a root too, that of its padding.
    ///
    /// Requirements: `root` is not zero; caller owns the dataset; it is in the EHDS lane.
    ///
    /// Emits {OptOutRootAnchored}.
    function anchorOptOutRoot(uint256 datasetId, bytes32 root) external returns (uint32 index) {
        if (root == bytes32(0)) revert ConsentZeroRoot();
        _requireOwner(datasetId);
        _requireLane(datasetId, IDatasetRegistry.Lane.EHDS);
        Checkpoints.Trace208 storage lists = _optOuts[datasetId];
        // 2^32 lists would take 1.6 * 10^14 gas; the clock passes 2^48 in nine million years.
        index = uint32(lists.latest()) + 1;
        lists.push(uint48(block.timestamp), index);
        _optOutRoots[datasetId][index] = root;
        emit OptOutRootAnchored(datasetId, index, root);
    }

    /// @inheritdoc IConsentRegistry
    function requireAllActive(uint256[] calldata datasetIds) external view returns (uint64[] memory epochs) {
        epochs = new uint64[](datasetIds.length);
        for (uint256 i = 0; i < datasetIds.length; ++i) epochs[i] = requireActive(datasetIds[i]);
    }

    /// @inheritdoc IConsentRegistry
    function consentEpoch(uint256 datasetId) external view returns (uint64) {
        return _bases[datasetId].epoch;
    }

    /// @inheritdoc IConsentRegistry
    function isWithdrawn(uint256 datasetId, bytes32 nullifier) external view returns (bool) {
        return _withdrawn[datasetId][nullifier];
    }

    /// @inheritdoc IConsentRegistry
    function grantOf(
        uint256 datasetId,
        address consentKey
    ) external view returns (GrantState state, bytes31 recordHash) {
        bytes32 word = _grants[datasetId][consentKey];
        return (GrantState(word.statusOf()), bytes31(word));
    }

    /// @inheritdoc IConsentRegistry
    function accumulatorOf(uint256 datasetId) external view returns (bytes32 accumulator) {
        return _accumulators[datasetId];
    }

    /// @inheritdoc IConsentRegistry
    function optOutAt(uint256 datasetId, uint40 approvedAt) external view returns (uint32 index, bytes32 root) {
        // Only uint32 values are pushed.
        index = uint32(_optOuts[datasetId].upperLookupRecent(approvedAt));
        root = _optOutRoots[datasetId][index];
    }

    /// @inheritdoc IConsentRegistry
    function requireActive(uint256 datasetId) public view returns (uint64 epoch) {
        Basis memory basis = _bases[datasetId];
        if (basis.suspended) revert ConsentBasisInactive(datasetId);
        return basis.epoch;
    }

    /// @inheritdoc IConsentRegistry
    function isRoot(uint256 datasetId, bytes32 root) public view returns (bool) {
        if (_laterRoots[datasetId][root]) return true;
        return root != bytes32(0) && IDatasetRegistry(wiredTo()).publishedRootOf(datasetId) == root;
    }

    /// @dev Makes the basis' slot non-zero, once.
    function _open(uint256 datasetId) private {
        Basis storage basis = _bases[datasetId];
        if (!basis.opened) basis.opened = true;
    }

    /// @return whether the key had not granted before; else nothing changed
    function _grant(
        uint256 datasetId,
        address consentKey,
        bytes32 recordHash,
        GrantState state
    ) private returns (bool) {
        if (recordHash == bytes32(0)) revert ConsentZeroRecord();
        mapping(address => bytes32) storage grants = _grants[datasetId];
        if (grants[consentKey] != bytes32(0)) return false;
        grants[consentKey] = HashedRecord.pack(uint8(state), recordHash);
        emit ConsentGranted(datasetId, consentKey);
        return true;
    }

    /// @dev Nothing happens unless the grant is pending.
    function _admit(uint256 datasetId, address consentKey) private {
        mapping(address => bytes32) storage grants = _grants[datasetId];
        bytes32 word = grants[consentKey];
        if (word.statusOf() != uint8(GrantState.PENDING)) return;
        grants[consentKey] = word.withStatus(uint8(GrantState.ADMITTED));
        emit ConsentAdmitted(datasetId, consentKey);
    }

    function _withdrawKey(uint256 datasetId, address consentKey) private {
        mapping(address => bytes32) storage grants = _grants[datasetId];
        GrantState state = GrantState(grants[consentKey].statusOf());
        if (state != GrantState.PENDING && state != GrantState.ADMITTED) {
            revert ConsentNotGranted(datasetId, consentKey);
        }
        grants[consentKey] = HashedRecord.pack(uint8(GrantState.WITHDRAWN), 0);
        Basis storage basis = _bases[datasetId];
        uint64 epoch = state == GrantState.ADMITTED ? ++basis.epoch : basis.epoch;
        emit ConsentKeyWithdrawn(datasetId, consentKey, epoch);
    }

    function _granter(
        uint256 datasetId,
        bytes32 recordHash,
        Signature calldata signature
    ) private view returns (address) {
        return _recover(keccak256(abi.encode(GRANT_TYPEHASH, datasetId, recordHash)), signature);
    }

    /// @dev The signer is the consent key, so calldata need not name it. High s is refused, so a signature has one form.
    function _recover(bytes32 structHash, Signature calldata signature) private view returns (address signer) {
        (signer, , ) = ECDSA.tryRecover(_hashTypedDataV4(structHash), signature.r, signature.vs);
        if (signer == address(0)) revert ConsentBadSignature(address(0));
    }

    function _isOwner(uint256 datasetId) private view returns (bool) {
        return IERC721(wiredTo()).ownerOf(datasetId) == msg.sender;
    }

    function _requireOwner(uint256 datasetId) private view {
        if (!_isOwner(datasetId)) revert ConsentNotOwner(datasetId, msg.sender);
    }

    function _requireLane(uint256 datasetId, IDatasetRegistry.Lane lane) private view {
        if (IDatasetRegistry(wiredTo()).datasetOf(datasetId).lane != lane) revert ConsentWrongLane(datasetId);
    }
}
