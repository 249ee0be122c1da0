// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IPrivacyLedger} from "../budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../consent/IConsentRegistry.sol";
import {IMarket} from "../market/IMarket.sol";
import {MarketRecords} from "../market/MarketRecords.sol";
import {IPermitRegistry} from "../permit/IPermitRegistry.sol";
import {HashedRecord} from "../storage/HashedRecord.sol";
import {IWorkerRegistry} from "../worker/IWorkerRegistry.sol";
import {WorkerRoles} from "../worker/WorkerRoles.sol";
import {CertificateThresholds} from "./CertificateThresholds.sol";
import {DroppedDatasets} from "./DroppedDatasets.sol";
import {IJobRegistry} from "./IJobRegistry.sol";
import {JobRecord} from "./JobRecord.sol";
import {JobSignatures} from "./JobSignatures.sol";

/// @title JobRegistry
/// @notice The state machine of jobs. Every state but the last two is left by somebody else's act or, after the
/// deadline, by anyone's, so no job can hold money for ever. Cost does not depend on how many jobs are open.
contract JobRegistry is CertificateThresholds, Pausable, EIP712 {
    using DroppedDatasets for uint8;
    using HashedRecord for bytes32;
    using JobRecord for bytes;

    /// @notice Compute nodes of a job.
    uint256 public constant NODE_COUNT = 3;
    /// @notice Release class of differentially private results, the only one that may leave the EHDS lane.
    uint8 public constant RELEASE_PRIVATE = 1;

    /// @notice What a job needs at deployment, see {constructor}.
    struct Setup {
        address authority;
        IMarket market;
        IConsentRegistry consents;
        IPermitRegistry permits;
        IPrivacyLedger ledger;
        IWorkerRegistry workers;
        uint64 claimWindowSeconds;
        Thresholds thresholds;
    }

    IMarket private immutable MARKET;
    IConsentRegistry private immutable CONSENTS;
    IPermitRegistry private immutable PERMITS;
    IPrivacyLedger private immutable LEDGER;
    IWorkerRegistry private immutable WORKERS;
    uint64 private immutable CLAIM_WINDOW_SECONDS;

    /// @dev Empty while REQUESTED.
    mapping(uint256 orderId => bytes32) private _records;
    /// @dev Written only where a node was replaced.
    mapping(uint256 orderId => mapping(address account => bool)) private _replaced;

    /// @param setup authority (maps pause and unpause to GUARDIAN, setThresholds to TREASURER); contracts, of which the
    /// ledger must list this one as a caller; seconds after which a claim that led to nothing may be overtaken; thresholds
    /// of {RELEASE_PRIVATE}
    constructor(Setup memory setup) AccessManaged(setup.authority) EIP712("Symbolon", "1") {
        MARKET = setup.market;
        CONSENTS = setup.consents;
        PERMITS = setup.permits;
        LEDGER = setup.ledger;
        WORKERS = setup.workers;
        CLAIM_WINDOW_SECONDS = setup.claimWindowSeconds;
        _setThresholds(RELEASE_PRIVATE, setup.thresholds);
    }

    /// @inheritdoc IJobRegistry
    /// @dev The buyer pays for no slot: an escrowed order without an entry here is REQUESTED.
    ///
    /// Requirements: not paused; order escrowed on these terms; REQUESTED, or CLAIMED as in `previous`
    /// `claimWindowSeconds` ago or longer; before the deadline; consent or permit as for {finalise}; three distinct nodes,
    /// the caller first, all active for compute and none of them buyer or provider.
    ///
    /// Emits {JobClaimed}.
    function claim(
        uint256 orderId,
        IMarket.Terms calldata terms,
        address[3] calldata nodes,
        Job calldata previous
    ) external whenNotPaused {
        MARKET.requireEscrowed(orderId, terms);
        State state = _stored(orderId);
        if (state == State.CLAIMED) {
            _checked(orderId, State.CLAIMED, previous);
            uint64 reclaimableAt = previous.claimedAt + CLAIM_WINDOW_SECONDS;
            if (block.timestamp < reclaimableAt) revert JobClaimTooEarly(orderId, reclaimableAt);
        } else if (state != State.NONE) {
            revert JobWrongState(orderId, state);
        }
        _requireInTime(orderId, terms.deadline);
        _checkNodes(orderId, nodes, terms);

        Job memory job;
        job.termsHash = MarketRecords.hash(terms);
        (job.claimedAt, job.deadline) = (uint40(block.timestamp), terms.deadline);
        job.nodes = nodes;
        job.consentEpochs = _pin(terms);
        _store(orderId, State.CLAIMED, abi.encode(job));
        emit JobClaimed(orderId, msg.sender, job.termsHash, job.claimedAt, job.deadline, nodes, job.consentEpochs);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Two survivors suffice. With replicated shares any two nodes hold every share between them, so whom they let in
    /// shows them nothing that they could not see without. As long as at most one node is dishonest, one of any two
    /// signers is honest, and an honest node signs only where it finds the third gone. Two dishonest nodes can push out an
    /// honest one that refuses; what this contract, the evaluator and the hospitals check holds against them all the same.
    ///
    /// The newcomer's shares come from the survivors, never from a hospital: hospitals share their data once per claim and
    /// with the nodes it named. Where two nodes do not hold all shares (plain sums), a lost node means a new claim.
    ///
    /// Who was replaced never comes back into the job by this function: at a second index it would hold what two nodes
    /// hold. Nodes refuse it off chain too, before they send it anything. A new claim is new shares.
    ///
    /// Nobody who signed a report of the order signs a replacement: the report would name other nodes, and a second one is
    /// proof of equivocation. This is why the last state is MEASURED: honest nodes sign no report before COMMITTED. The
    /// newcomer need not agree. One that does not work is replaced in turn, and without its signature there is no report
    /// that it could answer for. Who was replaced is neither paid nor slashed, and votes in no dispute over the sale.
    ///
    /// Requirements: CLAIMED or MEASURED; before the deadline; index below 3; consent and permit as for {measure}; `node`
    /// active for compute, neither buyer nor provider, no node of the job now or before; signed by both others.
    ///
    /// Emits {JobNodeReplaced}.
    function replaceNode(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        uint8 index,
        address node,
        bytes[2] calldata signatures
    ) external {
        State state = _stored(orderId);
        if (state != State.CLAIMED && state != State.MEASURED) revert JobWrongState(orderId, stateOf(orderId));
        bytes memory next = _checked(orderId, state, job);
        _requireInTime(orderId, job.deadline);
        _requireTerms(orderId, terms, job);
        if (index >= NODE_COUNT) revert JobNodesInvalid();
        if (_replaced[orderId][node]) revert JobNodeWasReplaced(orderId, node);
        _checkNode(node, terms);
        _checkBasis(orderId, terms, job, job.droppedMask);
        bytes32 digest = _hashTypedDataV4(JobSignatures.hashReplacement(orderId, index, node, keccak256(next)));
        uint256 signed = 0;
        for (uint256 i = 0; i < NODE_COUNT; ++i) {
            if (node == job.nodes[i]) revert JobNodesInvalid();
            if (i != index) JobSignatures.check(digest, job.nodes[i], signatures[signed++]);
        }
        address previous = job.nodes[index];
        _replaced[orderId][previous] = true;
        next.setNode(index, node);
        _store(orderId, state, next);
        emit JobNodeReplaced(orderId, index, previous, node);
    }

    /// @inheritdoc IJobRegistry
    /// @dev A hospital that fails before the nodes freeze their inputs is dropped: nothing of it is in what will be opened,
    /// so its budget is not spent, and neither its consent nor its basis can stop the job any more. The lead alone sends the
    /// mask, therefore nodes open nothing unless it says what they froze: a dataset in what they opened that is not charged
    /// would be a measurement for free. How few datasets a buyer accepts is in the order's spec; nodes and verifiers hold
    /// the mask against it.
    ///
    /// Requirements: CLAIMED by the caller; before the deadline; digest not zero; the mask leaves at least one dataset and
    /// names no other than the order's; consent of those that stay as pinned, permit valid.
    ///
    /// Emits {JobMeasured}, and {BudgetCharged} and maybe {BudgetReleased} elsewhere.
    function measure(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        bytes32 commitDigest,
        uint8 droppedMask
    ) external {
        bytes memory next = _led(orderId, State.CLAIMED, job);
        _requireTerms(orderId, terms, job);
        if (commitDigest == bytes32(0)) revert JobZeroDigest();
        droppedMask.requireValid(terms.datasetIds.length);
        _checkBasis(orderId, terms, job, droppedMask);
        next.setMeasured(commitDigest, droppedMask);
        _store(orderId, State.MEASURED, next);
        emit JobMeasured(orderId, commitDigest, droppedMask);
        if (droppedMask == 0) {
            LEDGER.charge(terms.datasetIds, orderId, terms.rhoMicro);
            return;
        }
        (uint256[] memory kept, uint256[] memory dropped) = DroppedDatasets.separate(terms.datasetIds, droppedMask);
        LEDGER.charge(kept, orderId, terms.rhoMicro);
        LEDGER.release(dropped, orderId, terms.buyer, terms.rhoMicro);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: MEASURED, led by the caller; before the deadline; no commitment is zero. Emits {JobCommitted}.
    function commit(uint256 orderId, Job calldata job, bytes32[3] calldata resultCommits) external {
        bytes memory next = _led(orderId, State.MEASURED, job);
        for (uint256 i = 0; i < NODE_COUNT; ++i) if (resultCommits[i] == bytes32(0)) revert JobZeroDigest();
        next.setResultCommits(resultCommits);
        _store(orderId, State.COMMITTED, next);
        emit JobCommitted(orderId, resultCommits);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: COMMITTED, led by the caller; before the deadline; digests not zero; every commitment opens to
    /// this report; one valid signature per node, in order.
    ///
    /// Emits {JobReported}.
    function report(
        uint256 orderId,
        Job calldata job,
        Report calldata report_,
        bytes32[3] calldata salts,
        bytes[3] calldata signatures
    ) external {
        bytes memory next = _led(orderId, State.COMMITTED, job);
        if (
            report_.manifestDigest == bytes32(0) ||
            report_.outputHash == bytes32(0) ||
            report_.modelDigest == bytes32(0)
        ) revert JobZeroDigest();
        bytes32 digest = hashTypedReport(orderId, report_);
        for (uint256 i = 0; i < NODE_COUNT; ++i) {
            address node = job.nodes[i];
            if (JobSignatures.hashCommit(orderId, node, report_, salts[i]) != job.resultCommits[i]) {
                revert JobBadReveal(node);
            }
            JobSignatures.check(digest, node, signatures[i]);
        }
        next.setReport(report_);
        _store(orderId, State.REPORTED, next);
        emit JobReported(orderId, report_);
    }

    /// @inheritdoc IJobRegistry
    /// @dev The first certificate stands. Requirements: REPORTED; before the deadline; digest not zero; release class has
    /// thresholds, and is {RELEASE_PRIVATE} in the EHDS lane; evaluator active, and neither lead, buyer nor provider;
    /// signed by the evaluator over this job's report.
    ///
    /// Emits {JobCertified}.
    function certify(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        address evaluator,
        Certificate calldata certificate,
        bytes calldata signature
    ) external {
        bytes memory next = _checked(orderId, State.REPORTED, job);
        _requireInTime(orderId, job.deadline);
        _requireTerms(orderId, terms, job);
        if (certificate.certificateDigest == bytes32(0)) revert JobZeroDigest();
        if (terms.permitId != 0 && certificate.releaseClass != RELEASE_PRIVATE) {
            revert JobReleaseClassInvalid(certificate.releaseClass);
        }
        if (!WORKERS.isActive(evaluator, WorkerRoles.EVALUATOR)) revert JobNodeNotActive(evaluator);
        if (evaluator == job.nodes[0]) revert JobPartyConflict(evaluator);
        _checkNoParty(evaluator, terms);
        bytes32 digest = _hashTypedDataV4(JobSignatures.hashCertificate(orderId, job.report, certificate));
        JobSignatures.check(digest, evaluator, signature);

        bool passed = _passes(certificate);
        next.setCertificate(evaluator, certificate);
        _store(orderId, passed ? State.CERTIFIED : State.REFUSED, next);
        emit JobCertified(orderId, evaluator, certificate, passed);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: CERTIFIED; before the deadline; consent epochs as pinned and bases not suspended (commercial
    /// lane); permit valid and not amended since the order (EHDS lane).
    ///
    /// Emits {JobFinalised}, and {OrderSettled} and {AccessGranted} elsewhere.
    function finalise(uint256 orderId, IMarket.Terms calldata terms, Job calldata job) external {
        _checked(orderId, State.CERTIFIED, job);
        _requireInTime(orderId, job.deadline);
        _requireTerms(orderId, terms, job);
        _checkBasis(orderId, terms, job, job.droppedMask);
        _records[orderId] = _records[orderId].withStatus(uint8(State.FINALISED));
        emit JobFinalised(orderId);
        MARKET.settle(orderId, terms, job.nodes, job.evaluator, job.droppedMask);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: order escrowed on these terms; by `reason`: LEAD_GAVE_UP by the lead of a job from CLAIMED to
    /// REPORTED; DEADLINE of an open job after it; CONSENT_STALE of a claimed commercial job one of whose epochs moved,
    /// dropped datasets aside; CERTIFICATE_REFUSED of a REFUSED job; PERMIT_DEAD where the permit was revoked, amended or
    /// ran out. The reservation is released if nothing was measured; what was dropped was released by {measure}.
    ///
    /// Emits {JobFailed}, and maybe {BudgetReleased} elsewhere.
    function fail(uint256 orderId, FailReason reason, IMarket.Terms calldata terms, Job calldata job) external {
        State state = stateOf(orderId);
        if (state == State.NONE || state >= State.FINALISED) revert JobWrongState(orderId, state);
        MARKET.requireEscrowed(orderId, terms);
        if (reason == FailReason.LEAD_GAVE_UP && state != State.REQUESTED && msg.sender != job.nodes[0]) {
            revert JobNotLead(orderId, msg.sender);
        }
        if (!_canFail(orderId, state, reason, terms, job)) revert JobCannotFail(orderId, reason);
        _fail(orderId, state, reason, terms);
    }

    /// @inheritdoc IJobRegistry
    /// @dev The Market has checked terms and deadline. Requirements: caller is the Market; job open. Emits {JobFailed}.
    function expire(uint256 orderId, IMarket.Terms calldata terms) external {
        if (msg.sender != address(MARKET)) revert AccessManagedUnauthorized(msg.sender);
        State state = stateOf(orderId);
        if (state == State.NONE || state >= State.FINALISED) revert JobWrongState(orderId, state);
        _fail(orderId, state, FailReason.DEADLINE, terms);
    }

    /// @notice Stops new claims; everything begun goes on. Requirements: caller holds GUARDIAN. Emits {Paused}.
    function pause() external restricted {
        _pause();
    }

    /// @notice Requirements: caller holds GUARDIAN. Emits {Unpaused}.
    function unpause() external restricted {
        _unpause();
    }

    /// @inheritdoc IJobRegistry
    function wasReplaced(uint256 orderId, address account) external view returns (bool) {
        return _replaced[orderId][account];
    }

    /// @inheritdoc IJobRegistry
    function recordOf(uint256 orderId) external view returns (bytes32 record) {
        return _records[orderId];
    }

    /// @notice The contracts this one calls.
    function wiring()
        external
        view
        returns (address market, address consents, address permits, address ledger, address workers)
    {
        return (address(MARKET), address(CONSENTS), address(PERMITS), address(LEDGER), address(WORKERS));
    }

    /// @inheritdoc IJobRegistry
    function stateOf(uint256 orderId) public view returns (State state) {
        state = _stored(orderId);
        if (state == State.NONE && MARKET.statusOf(orderId) == IMarket.OrderStatus.ESCROWED) return State.REQUESTED;
    }

    /// @notice EIP-712 digest that nodes sign.
    function hashTypedReport(uint256 orderId, Report calldata report_) public view returns (bytes32) {
        return _hashTypedDataV4(JobSignatures.hashReport(orderId, report_));
    }

    /// @param encoded abi.encode of the job as it is now
    function _store(uint256 orderId, State state, bytes memory encoded) private {
        _records[orderId] = HashedRecord.pack(uint8(state), keccak256(encoded));
    }

    /// @dev Emits {JobFailed}.
    function _fail(uint256 orderId, State state, FailReason reason, IMarket.Terms calldata terms) private {
        _records[orderId] = _records[orderId].withStatus(uint8(State.FAILED));
        emit JobFailed(orderId, reason, msg.sender);
        if (state < State.MEASURED) LEDGER.release(terms.datasetIds, orderId, terms.buyer, terms.rhoMicro);
    }

    function _stored(uint256 orderId) private view returns (State) {
        return State(_records[orderId].statusOf());
    }

    /// @dev Reverts unless the job is in this state and stands for `job`.
    /// @return encoded abi.encode(job)
    function _checked(uint256 orderId, State state, Job calldata job) private view returns (bytes memory encoded) {
        bytes32 record = _records[orderId];
        if (record.statusOf() != uint8(state)) revert JobWrongState(orderId, stateOf(orderId));
        encoded = JobRecord.encode(job);
        if (!record.matches(keccak256(encoded))) revert JobMismatch(orderId);
    }

    /// @dev As {_checked}, for the lead and before the deadline.
    function _led(uint256 orderId, State state, Job calldata job) private view returns (bytes memory encoded) {
        encoded = _checked(orderId, state, job);
        if (msg.sender != job.nodes[0]) revert JobNotLead(orderId, msg.sender);
        _requireInTime(orderId, job.deadline);
    }

    function _requireInTime(uint256 orderId, uint64 deadline) private view {
        if (block.timestamp > deadline) revert JobPastDeadline(orderId, deadline);
    }

    /// @dev Consent epochs now, or the index of the opt-out list that binds the permit (Art. 71(3)), which never changes.
    function _pin(IMarket.Terms calldata terms) private view returns (uint64[] memory epochs) {
        epochs = CONSENTS.requireAllActive(terms.datasetIds);
        if (terms.permitId == 0) return epochs;
        PERMITS.requireCurrent(terms.permitId, terms.permitVersion);
        uint40 approvedAt = PERMITS.permitOf(terms.permitId).approvedAt;
        for (uint256 i = 0; i < epochs.length; ++i) {
            (epochs[i], ) = CONSENTS.optOutAt(terms.datasetIds[i], approvedAt);
        }
    }

    /// @dev Of the datasets that are not dropped.
    function _checkBasis(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        uint8 droppedMask
    ) private view {
        uint64[] memory epochs = _activeEpochs(terms.datasetIds, droppedMask);
        if (terms.permitId != 0) {
            PERMITS.requireCurrent(terms.permitId, terms.permitVersion);
            return;
        }
        uint256 kept = 0;
        for (uint256 i = 0; kept < epochs.length; ++i) {
            if (droppedMask.isDropped(i)) continue;
            uint64 epoch = epochs[kept++];
            if (epoch != job.consentEpochs[i]) {
                revert JobConsentStale(orderId, terms.datasetIds[i], job.consentEpochs[i], epoch);
            }
        }
    }

    /// @return epochs of the datasets that are not dropped; reverts if the basis of one of them is suspended
    function _activeEpochs(
        uint256[] calldata datasetIds,
        uint8 droppedMask
    ) private view returns (uint64[] memory epochs) {
        if (droppedMask == 0) return CONSENTS.requireAllActive(datasetIds);
        (uint256[] memory kept, ) = DroppedDatasets.separate(datasetIds, droppedMask);
        return CONSENTS.requireAllActive(kept);
    }

    function _checkNodes(uint256 orderId, address[3] calldata nodes, IMarket.Terms calldata terms) private view {
        if (nodes[0] != msg.sender) revert JobNotLead(orderId, msg.sender);
        if (nodes[0] == nodes[1] || nodes[0] == nodes[2] || nodes[1] == nodes[2]) revert JobNodesInvalid();
        for (uint256 i = 0; i < NODE_COUNT; ++i) _checkNode(nodes[i], terms);
    }

    function _checkNode(address node, IMarket.Terms calldata terms) private view {
        if (!WORKERS.isActive(node, WorkerRoles.COMPUTE)) revert JobNodeNotActive(node);
        _checkNoParty(node, terms);
    }

    function _canFail(
        uint256 orderId,
        State state,
        FailReason reason,
        IMarket.Terms calldata terms,
        Job calldata job
    ) private view returns (bool) {
        if (reason == FailReason.DEADLINE) return block.timestamp > terms.deadline;
        if (reason == FailReason.PERMIT_DEAD) {
            return terms.permitId != 0 && PERMITS.isDead(terms.permitId, terms.permitVersion);
        }
        if (reason == FailReason.CERTIFICATE_REFUSED) return state == State.REFUSED;
        if (state == State.REQUESTED) return false;
        _checked(orderId, state, job);
        if (reason == FailReason.LEAD_GAVE_UP) return state < State.CERTIFIED;
        if (reason != FailReason.CONSENT_STALE || terms.permitId != 0) return false;
        for (uint256 i = 0; i < terms.datasetIds.length; ++i) {
            if (job.droppedMask.isDropped(i)) continue;
            if (CONSENTS.consentEpoch(terms.datasetIds[i]) != job.consentEpochs[i]) return true;
        }
        return false;
    }

    function _requireTerms(uint256 orderId, IMarket.Terms calldata terms, Job calldata job) private pure {
        if (MarketRecords.hash(terms) != job.termsHash) revert IMarket.OrderTermsMismatch(orderId);
    }

    function _checkNoParty(address account, IMarket.Terms calldata terms) private pure {
        if (account == terms.buyer) revert JobPartyConflict(account);
        for (uint256 i = 0; i < terms.providers.length; ++i) {
            if (account == terms.providers[i]) revert JobPartyConflict(account);
        }
    }
}
