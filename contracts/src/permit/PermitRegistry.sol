// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Roles} from "../access/Roles.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {IPermitRegistry} from "./IPermitRegistry.sol";

/// @title PermitRegistry
/// @notice Only a health data access body writes here, and each only to its own permits; neither the admin nor a payment
/// or a vote moves an application to a permit. A permit names a legal entity's account, never a natural person. The one
/// thing its holder writes is that it answered a finding.
/// @dev Besides `restricted`, which asks whether the AccessManager lets the call through, the HDAB role is asked of the
/// sender itself. So a function that was never mapped to the role is closed, not open to the admin, and a call relayed by
/// the AccessManager, whose sender all access bodies would share, is refused.
contract PermitRegistry is IPermitRegistry, AccessManaged {
    using BitMaps for BitMaps.BitMap;

    /// @dev The eight codes of Art. 53(1), (a) to (f) with (e)(i) and (e)(ii) on their own: bits 0 to 7.
    uint32 private constant KNOWN_PURPOSES = 0xff;
    /// @dev Art. 68(1)(a) to (h).
    uint8 private constant ALL_CRITERIA = 0xff;
    /// @dev Ten calendar years have two or three leap days; the limit must not cut off a permit for exactly ten years.
    uint40 private constant MAX_SECONDS = 3653 days;
    /// @dev "One month before" of Art. 68(12) is a calendar month of the access body, which alone knows its time zone and
    /// counts it. This is a bound below every such month: 28 days, less the rest of the day on which was asked, which
    /// counts, less an hour of daylight saving. So what the body's calendar allows is never refused here.
    uint40 private constant EXTENSION_NOTICE_SECONDS = 27 days - 1 hours;
    /// @dev Art. 63(2).
    uint40 private constant REPLY_SECONDS = 4 weeks;
    /// @dev Five calendar years have one or two leap days, and the last day counts whole, in the body's time zone.
    uint40 private constant MAX_EXCLUSION_SECONDS = 1828 days + 1 hours;
    uint256 private constant MAX_DATASETS = 64;

    /// @dev Three slots. {check} reads the first two.
    struct Permit {
        address issuer;
        State state;
        bool extended;
        bool optOutException;
        uint32 version;
        uint40 validFrom;
        // next slot
        address holder;
        uint16 purposesMask;
        uint40 validUntil;
        uint40 approvedAt;
        // next slot
        bytes32 decisionHash;
    }

    /// @dev One slot, used only where something was found.
    struct Hearing {
        uint40 revocableFrom;
        uint40 revokedAt;
    }

    /// @dev One slot per account.
    struct Exclusion {
        address issuer;
        uint40 until;
    }

    IDatasetRegistry private immutable DATASETS;

    uint256 private _count;
    mapping(uint256 permitId => Permit) private _permits;
    mapping(uint256 permitId => Hearing) private _hearings;
    mapping(address holder => Exclusion) private _exclusions;
    /// @dev A version's set is never changed: an amendment starts a new one. Neighbouring ids share a slot.
    mapping(uint256 permitId => mapping(uint32 version => BitMaps.BitMap)) private _datasets;

    /// @dev Requirements: the sender itself has the HDAB role.
    modifier onlyAccessBody() {
        _requireAccessBody();
        _;
    }

    /// @param authority AccessManager that knows the HDAB role
    /// @param datasets whose lanes are asked
    constructor(address authority, IDatasetRegistry datasets) AccessManaged(authority) {
        DATASETS = datasets;
    }

    /// @inheritdoc IPermitRegistry
    /// @dev The permit is approved now, whatever `validFrom` says, see {IConsentRegistry-optOutAt}.
    ///
    /// Requirements: caller is an access body; a holder that is not excluded; both hashes; at least one purpose of Art. 53(1)
    /// and no other; all eight criteria of Art. 68(1) met; the end after start and now, at most ten years after the start; one
    /// to 64 datasets, ascending, all in the EHDS lane.
    ///
    /// Emits {PermitIssued}.
    function issue(Decision calldata decision) external restricted onlyAccessBody returns (uint256 permitId) {
        (uint40 validFrom, uint40 validUntil) = (decision.validFrom, decision.validUntil);
        if (decision.holder == address(0)) revert PermitHolderInvalid(decision.holder);
        _requireNotExcluded(decision.holder);
        if (decision.applicationHash == bytes32(0)) revert PermitZeroHash();
        if (decision.criteriaMask != ALL_CRITERIA) revert PermitCriteriaOpen(decision.criteriaMask);
        if (validUntil <= validFrom || validUntil <= block.timestamp || validUntil - validFrom > MAX_SECONDS) {
            revert PermitDatesInvalid(validFrom, validUntil);
        }
        permitId = ++_count;
        Permit storage permit = _permits[permitId];
        permit.issuer = msg.sender;
        permit.state = State.ACTIVE;
        permit.optOutException = decision.optOutException;
        permit.validFrom = validFrom;
        permit.holder = decision.holder;
        permit.validUntil = validUntil;
        permit.approvedAt = uint40(block.timestamp); // until the year 36812
        _decide(permitId, permit, decision.decisionHash, decision.purposesMask, decision.datasetIds);
        emit PermitIssued(permitId, msg.sender, decision.holder, decision);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev The older version's dataset set stays on record. State, dates and the time of approval stay as they are.
    ///
    /// Requirements: caller is the access body that issued; permit neither revoked nor past its end; hash, purposes and
    /// datasets as in {issue}.
    ///
    /// Emits {PermitAmended}.
    function amend(
        uint256 permitId,
        bytes32 decisionHash,
        uint32 purposesMask,
        uint256[] calldata datasetIds
    ) external restricted onlyAccessBody returns (uint32 version) {
        Permit storage permit = _issuedBySender(permitId);
        if (permit.state == State.REVOKED) revert PermitWrongState(permitId, permit.state);
        if (block.timestamp > permit.validUntil) _revertNotValid(permitId, permit);
        version = _decide(permitId, permit, decisionHash, purposesMask, datasetIds);
        emit PermitAmended(permitId, version, decisionHash, purposesMask, datasetIds);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev The version stays: jobs under the permit go on. The law counts to the request, not to the decision, so the
    /// access body says when it was asked; the request itself is an act its hub keeps, signed by the user.
    ///
    /// Requirements: caller is the access body that issued; permit active, not past its end and not extended before; holder
    /// not excluded; asked for by now and at least a month before the end, see EXTENSION_NOTICE_SECONDS; the new end later
    /// than the old one, by at most ten years; a hash.
    ///
    /// Emits {PermitExtended}.
    function extend(
        uint256 permitId,
        bytes32 decisionHash,
        uint40 validUntil,
        uint40 askedAt
    ) external restricted onlyAccessBody {
        Permit storage permit = _issuedBySender(permitId);
        _requireState(permitId, permit, State.ACTIVE);
        _requireNotExcluded(permit.holder);
        uint40 present = permit.validUntil;
        if (block.timestamp > present) _revertNotValid(permitId, permit);
        if (permit.extended) revert PermitAlreadyExtended(permitId);
        if (askedAt > block.timestamp || askedAt + EXTENSION_NOTICE_SECONDS > present) {
            revert PermitExtensionLate(permitId, present - EXTENSION_NOTICE_SECONDS);
        }
        if (validUntil <= present || validUntil - present > MAX_SECONDS) {
            revert PermitDatesInvalid(permit.validFrom, validUntil);
        }
        if (decisionHash == bytes32(0)) revert PermitZeroHash();
        permit.extended = true;
        permit.validUntil = validUntil;
        permit.decisionHash = decisionHash;
        emit PermitExtended(permitId, decisionHash, validUntil);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: caller is the access body that issued; permit active; a hash of the reason. Emits
    /// {PermitSuspended}.
    function suspend(uint256 permitId, bytes32 reasonHash) external restricted onlyAccessBody {
        Permit storage permit = _issuedBySender(permitId);
        _requireState(permitId, permit, State.ACTIVE);
        if (reasonHash == bytes32(0)) revert PermitZeroHash();
        permit.state = State.SUSPENDED;
        emit PermitSuspended(permitId, reasonHash);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: caller is the access body that issued; permit suspended. Emits {PermitResumed}.
    function resume(uint256 permitId) external restricted onlyAccessBody {
        Permit storage permit = _issuedBySender(permitId);
        _requireState(permitId, permit, State.SUSPENDED);
        permit.state = State.ACTIVE;
        emit PermitResumed(permitId);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Another finding starts the four weeks anew. What must stop at once is stopped by {suspend}, which needs none.
    ///
    /// Requirements: caller is the access body that issued; permit not revoked; a hash of the finding.
    ///
    /// Emits {PermitFindingNotified}.
    function notifyFinding(uint256 permitId, bytes32 findingHash) external restricted onlyAccessBody {
        _requireRevocable(permitId, _issuedBySender(permitId), findingHash);
        uint40 from = uint40(block.timestamp) + REPLY_SECONDS;
        _hearings[permitId].revocableFrom = from;
        emit PermitFindingNotified(permitId, findingHash, from);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: caller holds the permit; a finding whose time to answer runs, and no answer yet; a hash. Emits
    /// {PermitFindingAnswered}.
    function answerFinding(uint256 permitId, bytes32 answerHash) external {
        Permit storage permit = _known(permitId);
        if (permit.holder != msg.sender) revert PermitNotHolder(permitId, msg.sender);
        _requireRevocable(permitId, permit, answerHash);
        Hearing storage hearing = _hearings[permitId];
        if (hearing.revocableFrom <= block.timestamp) revert PermitNothingToAnswer(permitId);
        hearing.revocableFrom = uint40(block.timestamp);
        emit PermitFindingAnswered(permitId, answerHash);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: caller is the access body that issued; permit not revoked before; a hash of the reason; the user
    /// answered the finding, or four weeks have passed. Emits {PermitRevoked}.
    function revoke(uint256 permitId, bytes32 reasonHash) external restricted onlyAccessBody {
        Permit storage permit = _issuedBySender(permitId);
        _requireRevocable(permitId, permit, reasonHash);
        Hearing storage hearing = _hearings[permitId];
        uint40 from = hearing.revocableFrom;
        if (from == 0 || block.timestamp < from) revert PermitNotHeard(permitId, from);
        hearing.revokedAt = uint40(block.timestamp);
        permit.state = State.REVOKED;
        emit PermitRevoked(permitId, reasonHash);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev One exclusion per account. The body that set it may move or end it, by a time that has passed; another body may
    /// only put a longer one in its place, and is then the one that may end it.
    ///
    /// Requirements: caller is the access body that issued; permit revoked; a hash of the reason; at most five years from
    /// the revocation; no longer exclusion by another body.
    ///
    /// Emits {HolderExcluded}.
    function exclude(uint256 permitId, bytes32 reasonHash, uint40 until) external restricted onlyAccessBody {
        Permit storage permit = _issuedBySender(permitId);
        _requireState(permitId, permit, State.REVOKED);
        if (reasonHash == bytes32(0)) revert PermitZeroHash();
        uint40 latest = _hearings[permitId].revokedAt + MAX_EXCLUSION_SECONDS;
        if (until > latest) revert PermitExclusionTooLong(until, latest);
        address holder = permit.holder;
        Exclusion storage present = _exclusions[holder];
        uint40 presentUntil = present.until;
        if (presentUntil >= block.timestamp && present.issuer != msg.sender && until <= presentUntil) {
            revert PermitExclusionShorter(holder, presentUntil);
        }
        (present.issuer, present.until) = (msg.sender, until);
        emit HolderExcluded(permitId, holder, reasonHash, until);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: `holder` holds the permit; it is active and within its dates, both ends included; the holder is
    /// not excluded; at least one purpose, all granted; at least one dataset, all covered by the present version.
    function check(
        uint256 permitId,
        address holder,
        uint32 purpose,
        uint256[] calldata datasetIds
    ) external view returns (uint32 version, address issuer) {
        Permit storage permit = _known(permitId);
        if (permit.holder != holder) revert PermitNotHolder(permitId, holder);
        _requireValid(permitId, permit);
        if (purpose == 0 || purpose & ~uint32(permit.purposesMask) != 0) {
            revert PermitPurposeNotGranted(permitId, purpose);
        }
        if (datasetIds.length == 0) revert PermitDatasetsInvalid();
        (version, issuer) = (permit.version, permit.issuer);
        BitMaps.BitMap storage covered = _datasets[permitId][version];
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            if (!covered.get(datasetIds[i])) revert PermitDatasetNotGranted(permitId, datasetIds[i]);
        }
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: the permit is active, within its dates and at `version`; its holder is not excluded.
    function requireCurrent(uint256 permitId, uint32 version) external view {
        Permit storage permit = _known(permitId);
        _requireValid(permitId, permit);
        if (permit.version != version) revert PermitVersionStale(permitId, version, permit.version);
    }

    /// @inheritdoc IPermitRegistry
    /// @dev True for an unknown permit, whose end is 0. A suspended one is not dead, nor one of an excluded holder: both
    /// may end.
    function isDead(uint256 permitId, uint32 version) external view returns (bool) {
        Permit storage permit = _permits[permitId];
        return permit.version > version || permit.state == State.REVOKED || block.timestamp > permit.validUntil;
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Requirements: the permit exists.
    function permitOf(uint256 permitId) external view returns (DataPermit memory) {
        Permit memory permit = _known(permitId);
        return
            DataPermit({
                issuer: permit.issuer,
                holder: permit.holder,
                state: permit.state,
                extended: permit.extended,
                optOutException: permit.optOutException,
                version: permit.version,
                purposesMask: permit.purposesMask,
                approvedAt: permit.approvedAt,
                validFrom: permit.validFrom,
                validUntil: permit.validUntil,
                decisionHash: permit.decisionHash
            });
    }

    /// @inheritdoc IPermitRegistry
    function revocableFrom(uint256 permitId) external view returns (uint40) {
        return _hearings[permitId].revocableFrom;
    }

    /// @inheritdoc IPermitRegistry
    function excludedUntil(address account) external view returns (uint40) {
        return _exclusions[account].until;
    }

    /// @inheritdoc IPermitRegistry
    /// @dev Whatever the state of the permit; false if it is unknown.
    function covers(uint256 permitId, uint256 datasetId) external view returns (bool) {
        return _datasets[permitId][_permits[permitId].version].get(datasetId);
    }

    /// @inheritdoc IPermitRegistry
    function permitCount() external view returns (uint256) {
        return _count;
    }

    /// @dev What {issue} and {amend} have in common. Ids are looked up, not trusted: the registry reverts for unknown ones.
    function _decide(
        uint256 permitId,
        Permit storage permit,
        bytes32 decisionHash,
        uint32 purposesMask,
        uint256[] calldata datasetIds
    ) private returns (uint32 version) {
        if (decisionHash == bytes32(0)) revert PermitZeroHash();
        if (purposesMask == 0 || purposesMask & ~KNOWN_PURPOSES != 0) revert PermitPurposesInvalid(purposesMask);
        if (datasetIds.length == 0 || datasetIds.length > MAX_DATASETS) revert PermitDatasetsInvalid();
        version = ++permit.version;
        permit.purposesMask = uint16(purposesMask); // below 2^8, see above
        permit.decisionHash = decisionHash;
        BitMaps.BitMap storage covered = _datasets[permitId][version];
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            if (i != 0 && datasetId <= datasetIds[i - 1]) revert PermitDatasetsInvalid();
            if (DATASETS.datasetOf(datasetId).lane != IDatasetRegistry.Lane.EHDS) {
                revert PermitDatasetWrongLane(datasetId);
            }
            covered.set(datasetId);
        }
    }

    function _requireAccessBody() private view {
        (bool isMember, ) = IAccessManager(authority()).hasRole(Roles.HDAB, msg.sender);
        if (!isMember) revert AccessManagedUnauthorized(msg.sender);
    }

    function _known(uint256 permitId) private view returns (Permit storage permit) {
        permit = _permits[permitId];
        if (permit.state == State.NONE) revert PermitUnknown(permitId);
    }

    function _issuedBySender(uint256 permitId) private view returns (Permit storage permit) {
        permit = _known(permitId);
        if (permit.issuer != msg.sender) revert PermitNotIssuer(permitId, msg.sender);
    }

    function _requireState(uint256 permitId, Permit storage permit, State state) private view {
        if (permit.state != state) revert PermitWrongState(permitId, permit.state);
    }

    /// @dev Whose state and hash {notifyFinding}, {answerFinding} and {revoke} ask for alike.
    function _requireRevocable(uint256 permitId, Permit storage permit, bytes32 hash) private view {
        if (permit.state == State.REVOKED) revert PermitWrongState(permitId, State.REVOKED);
        if (hash == bytes32(0)) revert PermitZeroHash();
    }

    function _requireNotExcluded(address holder) private view {
        uint40 until = _exclusions[holder].until;
        if (until >= block.timestamp) revert PermitHolderExcluded(holder, until);
    }

    function _requireValid(uint256 permitId, Permit storage permit) private view {
        bool isInDates = block.timestamp >= permit.validFrom && block.timestamp <= permit.validUntil;
        if (permit.state != State.ACTIVE || !isInDates) _revertNotValid(permitId, permit);
        _requireNotExcluded(permit.holder);
    }

    function _revertNotValid(uint256 permitId, Permit storage permit) private view {
        revert PermitNotValid(permitId, permit.state, permit.validFrom, permit.validUntil);
    }
}
