// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IPermitRegistry
/// @notice Data permits of health data access bodies, Regulation (EU) 2025/327 Art. 67-68. A permit is an administrative
/// decision (Art. 2(2)(v)): the chain carries its hash and state, and only an account with the HDAB role can write it.
interface IPermitRegistry {
    /// @notice ACTIVE and SUSPENDED may alternate; REVOKED is final.
    enum State {
        NONE,
        ACTIVE,
        SUSPENDED,
        REVOKED
    }

    /// @notice What the access body decided.
    /// @param holder data user, who orders under the permit
    /// @param applicationHash keccak256 of the canonical application (Art. 67(2)); its text stays off chain
    /// @param decisionHash keccak256 of the canonical permit (Art. 68(10))
    /// @param purposesMask purposes of Art. 53 granted, below 2^16
    /// @param criteriaMask bit i = criterion i of Art. 68(1)(a)-(h) found met; all eight are needed
    /// @param optOutException opt-outs do not bind this permit (Art. 71(4), stated in the permit as 68(10)(c)); which
    /// applicants may have it the access body finds, the contract does not know a public body from another
    /// @param validFrom unix seconds
    /// @param validUntil at most ten years after `validFrom`
    /// @param datasetIds strictly ascending, 1..64, all in the EHDS lane
    struct Decision {
        address holder;
        bytes32 applicationHash;
        bytes32 decisionHash;
        uint32 purposesMask;
        uint8 criteriaMask;
        bool optOutException;
        uint40 validFrom;
        uint40 validUntil;
        uint256[] datasetIds;
    }

    /// @param approvedAt opt-outs anchored by then bind the permit (Art. 71(3)); an amendment does not move it
    /// @param version 1, plus one per amendment
    struct DataPermit {
        address issuer;
        address holder;
        State state;
        bool extended;
        bool optOutException;
        uint32 version;
        uint32 purposesMask;
        uint40 approvedAt;
        uint40 validFrom;
        uint40 validUntil;
        bytes32 decisionHash;
    }

    /// @notice An access body issued a permit.
    event PermitIssued(uint256 indexed permitId, address indexed issuer, address indexed holder, Decision decision);
    /// @notice The permit has a new version.
    event PermitAmended(
        uint256 indexed permitId,
        uint32 version,
        bytes32 decisionHash,
        uint32 purposesMask,
        uint256[] datasetIds
    );
    /// @notice The permit was prolonged.
    event PermitExtended(uint256 indexed permitId, bytes32 decisionHash, uint40 validUntil);
    /// @notice The permit was suspended.
    event PermitSuspended(uint256 indexed permitId, bytes32 reasonHash);
    /// @notice The permit was resumed.
    event PermitResumed(uint256 indexed permitId);
    /// @notice The user was told of a finding against it; the permit is revocable from `revocableFrom`, or its answer.
    event PermitFindingNotified(uint256 indexed permitId, bytes32 findingHash, uint40 revocableFrom);
    /// @notice The user stated its view of the finding.
    event PermitFindingAnswered(uint256 indexed permitId, bytes32 answerHash);
    /// @notice The permit's holder is excluded from access until then; a time that has passed ends an exclusion.
    event HolderExcluded(uint256 indexed permitId, address indexed holder, bytes32 reasonHash, uint40 until);
    /// @notice The permit was revoked for good.
    event PermitRevoked(uint256 indexed permitId, bytes32 reasonHash);

    /// @notice Thrown for a permit that was never issued.
    error PermitUnknown(uint256 permitId);
    /// @notice Thrown when another access body calls.
    error PermitNotIssuer(uint256 permitId, address caller);
    /// @notice Thrown for a holder of zero.
    error PermitHolderInvalid(address holder);
    /// @notice Thrown for a hash of zero.
    error PermitZeroHash();
    /// @notice Thrown for no purpose, or one Art. 53(1) does not have.
    error PermitPurposesInvalid(uint32 purposesMask);
    /// @notice Thrown when a criterion of Art. 68(1) is not met.
    error PermitCriteriaOpen(uint8 criteriaMask);
    /// @notice Thrown for dates in the wrong order or too far apart.
    error PermitDatesInvalid(uint40 validFrom, uint40 validUntil);
    /// @notice Thrown for no, too many, or unsorted datasets.
    error PermitDatasetsInvalid();
    /// @notice Thrown for a dataset that is not in the EHDS lane.
    error PermitDatasetWrongLane(uint256 datasetId);
    /// @notice Thrown for a second extension.
    error PermitAlreadyExtended(uint256 permitId);
    /// @notice Thrown when the extension was asked for less than a month before the end, or in the future.
    error PermitExtensionLate(uint256 permitId, uint40 askBefore);
    /// @notice Thrown when the user was not heard: 0 where no finding was notified, else when the time to answer is over.
    error PermitNotHeard(uint256 permitId, uint40 revocableFrom);
    /// @notice Thrown when there is no finding that waits for an answer.
    error PermitNothingToAnswer(uint256 permitId);
    /// @notice Thrown for an exclusion beyond five years from the revocation.
    error PermitExclusionTooLong(uint40 until, uint40 latest);
    /// @notice Thrown when another access body excludes the holder for longer.
    error PermitExclusionShorter(address holder, uint40 until);
    /// @notice Thrown while the holder is excluded.
    error PermitHolderExcluded(address holder, uint40 until);
    /// @notice Thrown when the permit's state does not allow it.
    error PermitWrongState(uint256 permitId, State state);
    /// @notice Thrown when the permit is not active or not within its dates.
    error PermitNotValid(uint256 permitId, State state, uint40 validFrom, uint40 validUntil);
    /// @notice Thrown when somebody else holds the permit.
    error PermitNotHolder(uint256 permitId, address account);
    /// @notice Thrown for a purpose the permit does not have.
    error PermitPurposeNotGranted(uint256 permitId, uint32 purpose);
    /// @notice Thrown for a dataset the permit does not cover.
    error PermitDatasetNotGranted(uint256 permitId, uint256 datasetId);
    /// @notice Thrown when the permit was amended since.
    error PermitVersionStale(uint256 permitId, uint32 version, uint32 current);

    /// @notice Only an account with the HDAB role.
    function issue(Decision calldata decision) external returns (uint256 permitId);

    /// @notice A new version (Art. 68(13)). Jobs under an older one cannot be finalised. Only the issuer.
    function amend(
        uint256 permitId,
        bytes32 decisionHash,
        uint32 purposesMask,
        uint256[] calldata datasetIds
    ) external returns (uint32 version);

    /// @notice Once, asked for at least a month before the end, by at most ten years (Art. 68(12)). Only the issuer.
    function extend(uint256 permitId, bytes32 decisionHash, uint40 validUntil, uint40 askedAt) external;

    /// @notice Only the issuer.
    function suspend(uint256 permitId, bytes32 reasonHash) external;

    /// @notice Makes a suspended permit valid again. Only the issuer.
    function resume(uint256 permitId) external;

    /// @notice Tells the user of a finding and gives it four weeks to state its view (Art. 63(2)). Only the issuer.
    function notifyFinding(uint256 permitId, bytes32 findingHash) external;

    /// @notice The user states its view; from then on the permit is revocable. Only the permit's holder.
    function answerFinding(uint256 permitId, bytes32 answerHash) external;

    /// @notice Final (Art. 63(3)), once the user was heard. Only the issuer.
    function revoke(uint256 permitId, bytes32 reasonHash) external;

    /// @notice After a revocation: no permit and no access for the holder until then, at most five years (Art. 63(3)).
    /// Only the issuer.
    function exclude(uint256 permitId, bytes32 reasonHash, uint40 until) external;

    /// @notice Reverts unless `holder` may use all the datasets for `purpose` now.
    /// @return version of the permit now
    /// @return issuer access body, which gets its cost line
    function check(
        uint256 permitId,
        address holder,
        uint32 purpose,
        uint256[] calldata datasetIds
    ) external view returns (uint32 version, address issuer);

    /// @notice Reverts unless the permit is valid now and still at `version`.
    function requireCurrent(uint256 permitId, uint32 version) external view;

    /// @return whether {requireCurrent} would revert for good: revoked, expired or amended since `version`
    function isDead(uint256 permitId, uint32 version) external view returns (bool);

    /// @return permit as it is now
    function permitOf(uint256 permitId) external view returns (DataPermit memory);

    /// @return from when the permit can be revoked, unix seconds; 0 while no finding was notified
    function revocableFrom(uint256 permitId) external view returns (uint40);

    /// @return until when the account is excluded, unix seconds, that second included; 0 or past if it is not
    function excludedUntil(address account) external view returns (uint40);

    /// @return whether the present version covers the dataset
    function covers(uint256 permitId, uint256 datasetId) external view returns (bool);

    /// @return permits ever issued; ids run from 1 to it
    function permitCount() external view returns (uint256);
}
