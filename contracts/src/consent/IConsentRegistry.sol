// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IConsentRegistry
/// @notice Consent in the commercial lane, opt-out in the EHDS lane. Three ways to grant (one root for an intake, one
/// signature, a batch of signatures), three to withdraw (one signature under a root, one signature of a granted key, a
/// batch by the hospital that received the withdrawals), one epoch that jobs pin. No personal data, not even an unsalted
/// hash.
///
/// Anybody can make a key and let it grant, so a grant counts only once the dataset's owner has admitted it: no record may
/// be used under a pending grant, and withdrawing one leaves the epoch alone. Else a stranger could stop every job on a
/// dataset for the price of two transactions.
/// leaf = keccak256(bytes.concat(keccak256(abi.encode(LEAF_TYPEHASH, consentKey, recordHash, keccak256(abi.encode(nullifier))))))
/// with LEAF_TYPEHASH = keccak256("ConsentLeaf(address consentKey,bytes32 recordHash,bytes32 nullifierHash)").
interface IConsentRegistry {
    /// @dev PENDING: granted by its key. ADMITTED: and taken up by the dataset's owner. WITHDRAWN is final.
    enum GrantState {
        NONE,
        PENDING,
        ADMITTED,
        WITHDRAWN
    }

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

    /// @dev A compact signature (EIP-2098).
    struct Signature {
        bytes32 r;
        bytes32 vs;
    }

    /// @notice A root of consent commitments was anchored.
    event ConsentRootAnchored(uint256 indexed datasetId, bytes32 root);
    /// @notice A key granted; the grant counts once it is admitted.
    event ConsentGranted(uint256 indexed datasetId, address consentKey);
    /// @notice The dataset's owner took up a grant.
    event ConsentAdmitted(uint256 indexed datasetId, address consentKey);
    /// @notice A consent under a root was withdrawn by its nullifier.
    event ConsentWithdrawn(uint256 indexed datasetId, bytes32 nullifier, uint64 consentEpoch);
    /// @notice A consent granted by its own key was withdrawn. `consentEpoch` rose if it had been admitted.
    event ConsentKeyWithdrawn(uint256 indexed datasetId, address consentKey, uint64 consentEpoch);
    /// @notice The hospital passes on withdrawals it received. `accumulator` chains all of them, see {accumulatorOf}.
    event ConsentsWithdrawn(
        uint256 indexed datasetId,
        bytes32[] nullifiers,
        bytes32 evidenceDigest,
        bytes32 accumulator,
        uint64 consentEpoch
    );
    /// @notice The whole basis was suspended or resumed.
    event ConsentBasisSuspended(uint256 indexed datasetId, bool suspended);
    /// @notice A list of opt-outs was anchored; it binds permits approved from now on.
    event OptOutRootAnchored(uint256 indexed datasetId, uint32 index, bytes32 root);

    /// @notice Thrown for a root never anchored for the dataset.
    error ConsentUnknownRoot(uint256 datasetId, bytes32 root);
    /// @notice Thrown when the proof does not lead to the root.
    error ConsentBadProof();
    /// @notice Thrown when the expected key did not sign this; zero where any key would do.
    error ConsentBadSignature(address expected);
    /// @notice Thrown for a nullifier used before.
    error ConsentAlreadyWithdrawn(bytes32 nullifier);
    /// @notice Thrown when the key granted before, withdrawn or not.
    error ConsentAlreadyGranted(uint256 datasetId, address consentKey);
    /// @notice Thrown when the key has nothing to withdraw.
    error ConsentNotGranted(uint256 datasetId, address consentKey);
    /// @notice Thrown after the signature's own deadline.
    error ConsentExpiredSignature(uint64 deadline);
    /// @notice Thrown when somebody else than the dataset's owner calls.
    error ConsentNotOwner(uint256 datasetId, address caller);
    /// @notice Thrown for a root of zero.
    error ConsentZeroRoot();
    /// @notice Thrown for a record hash of zero.
    error ConsentZeroRecord();
    /// @notice Thrown for a batch of nothing.
    error ConsentEmptyBatch();
    /// @notice Thrown when the lists have different lengths.
    error ConsentBatchLengths(uint256 recordHashes, uint256 signatures);
    /// @notice Thrown when the dataset is in the other lane.
    error ConsentWrongLane(uint256 datasetId);
    /// @notice Thrown while the dataset's basis is suspended.
    error ConsentBasisInactive(uint256 datasetId);

    /// @notice A further intake, by the dataset's owner; or the first one, by the DatasetRegistry.
    function anchorRoot(uint256 datasetId, bytes32 root) external;

    /// @notice The caller is the consent key.
    function grant(uint256 datasetId, bytes32 recordHash) external;

    /// @notice Relayed: anyone may submit what the consent key signed, EIP-712
    /// ConsentGrant(uint256 datasetId,bytes32 recordHash). A key grants once per dataset, so a signature works once.
    function grantBySig(uint256 datasetId, bytes32 recordHash, Signature calldata signature) external;

    /// @notice Relayed, many at once. Sent by the dataset's owner, it admits them too. A key that granted or withdrew before
    /// is passed over, so that nobody spoils a batch by sending one of its signatures first.
    function grantBatch(uint256 datasetId, bytes32[] calldata recordHashes, Signature[] calldata signatures) external;

    /// @notice The dataset's owner takes up pending grants. A key without one is passed over.
    function admit(uint256 datasetId, address[] calldata consentKeys) external;

    /// @notice The caller is the consent key that granted.
    function withdrawKey(uint256 datasetId) external;

    /// @notice Relayed, EIP-712 ConsentKeyWithdrawal(uint256 datasetId). Never expires.
    function withdrawKeyBySig(uint256 datasetId, Signature calldata signature) external;

    /// @notice Relayed, under a root: EIP-712 ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)
    function withdraw(Withdrawal calldata withdrawal, bytes32[] calldata proof, bytes calldata signature) external;

    /// @notice By the dataset's owner, who alone can be wronged by a withdrawal nobody asked for. `evidenceDigest` is the
    /// sha256 of the canonical list of signed withdrawals that the owner keeps.
    function withdrawBatch(uint256 datasetId, bytes32[] calldata nullifiers, bytes32 evidenceDigest) external;

    /// @notice Suspends or resumes the whole basis, e.g. when an ethics board steps in. Only the dataset's owner.
    function suspendBasis(uint256 datasetId, bool suspended) external;

    /// @notice EHDS lane: root of the salted opt-out list that binds permits approved from now on (Art. 71(3)). Only the
    /// dataset's owner.
    function anchorOptOutRoot(uint256 datasetId, bytes32 root) external returns (uint32 index);

    /// @notice Reverts if the basis is suspended. That the dataset exists is for the caller to know.
    /// @return epoch rises with every withdrawal; 0 for ever in the EHDS lane
    function requireActive(uint256 datasetId) external view returns (uint64 epoch);

    /// @return epochs of all datasets; reverts if one basis is suspended
    function requireAllActive(uint256[] calldata datasetIds) external view returns (uint64[] memory epochs);

    /// @return epoch rises with every withdrawal that counts
    function consentEpoch(uint256 datasetId) external view returns (uint64);

    /// @return whether the root was anchored for the dataset
    function isRoot(uint256 datasetId, bytes32 root) external view returns (bool);

    /// @return whether {withdraw} was called with the nullifier. Not those of {withdrawBatch}, which are chained in
    /// {accumulatorOf}: an auditor replays the events against it.
    function isWithdrawn(uint256 datasetId, bytes32 nullifier) external view returns (bool);

    /// @return state of the key's grant
    /// @return recordHash upper 248 bits of what the key consented to; 0 before grant and after withdrawal
    function grantOf(
        uint256 datasetId,
        address consentKey
    ) external view returns (GrantState state, bytes31 recordHash);

    /// @return accumulator keccak256(abi.encode(previous, nullifiers, evidenceDigest)) over all batches; 0 before
    function accumulatorOf(uint256 datasetId) external view returns (bytes32 accumulator);

    /// @notice Which opt-out list a permit has to respect. A list anchored in the very second of the approval binds, in
    /// favour of the patient. For a time to come the answer may still change.
    /// @return index 0 if no list binds a permit approved at that time, else the 1-based index of the list that does
    /// @return root of that list
    function optOutAt(uint256 datasetId, uint40 approvedAt) external view returns (uint32 index, bytes32 root);
}
