// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAccessToken} from "../access/IAccessToken.sol";
import {IPrivacyLedger} from "../budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../consent/IConsentRegistry.sol";
import {IMarket} from "../market/IMarket.sol";
import {IWorkerRegistry} from "../worker/IWorkerRegistry.sol";
import {WorkerRoles} from "../worker/WorkerRoles.sol";
import {IJobRegistry} from "./IJobRegistry.sol";
import {JobSignatures} from "./JobSignatures.sol";

/// @title JobRegistry
/// @notice The state machine of jobs. Every state but the last two is left by somebody else's act or, after the
/// deadline, by anyone's, so no job can hold money for ever. Cost does not depend on how many jobs are open.
contract JobRegistry is IJobRegistry, AccessManaged, Pausable, EIP712 {
    /// @notice Compute nodes of a job.
    uint256 public constant NODE_COUNT = 3;

    /// @dev Must not be below Market.DATASETS_MAX.
    uint256 private constant EPOCHS_MAX = 8;

    /// @notice What a job needs at deployment, see {constructor}.
    struct Setup {
        address authority;
        IMarket market;
        IConsentRegistry consents;
        IPrivacyLedger ledger;
        IAccessToken accessToken;
        IWorkerRegistry workers;
        uint64 claimWindowSeconds;
    }

    /// @dev Empty while REQUESTED. Slot 0: state to epochCount, 256 bits. Then nodes 3 slots, consentEpochs 2 (four a
    /// slot), digests 5.
    struct Entry {
        State state;
        FailReason failReason;
        uint64 claimedAt;
        bool passed;
        address evaluator;
        uint8 epochCount;
        address[NODE_COUNT] nodes;
        uint64[EPOCHS_MAX] consentEpochs;
        bytes32 commitDigest;
        bytes32 certificateDigest;
        Report report;
    }

    IMarket private immutable MARKET;
    IConsentRegistry private immutable CONSENTS;
    IPrivacyLedger private immutable LEDGER;
    IAccessToken private immutable ACCESS_TOKEN;
    IWorkerRegistry private immutable WORKERS;
    uint64 private immutable CLAIM_WINDOW_SECONDS;

    mapping(uint256 orderId => Entry) private _jobs;

    /// @param setup authority (maps pause and unpause to GUARDIAN); contracts; seconds after which a claim that
    /// led to nothing may be overtaken
    constructor(Setup memory setup) AccessManaged(setup.authority) EIP712("Symbolon", "1") {
        MARKET = setup.market;
        CONSENTS = setup.consents;
        LEDGER = setup.ledger;
        ACCESS_TOKEN = setup.accessToken;
        WORKERS = setup.workers;
        CLAIM_WINDOW_SECONDS = setup.claimWindowSeconds;
    }

    /// @inheritdoc IJobRegistry
    /// @dev Writes nothing: every order has a job, and one without an entry here is REQUESTED ({stateOf}). So the buyer
    /// pays for no slot, and no role can open a job without an order.
    ///
    /// Requirements: caller is the Market. Emits {JobRequested}.
    function request(uint256 orderId) external {
        if (msg.sender != address(MARKET)) revert AccessManagedUnauthorized(msg.sender);
        emit JobRequested(orderId);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: not paused; REQUESTED, or CLAIMED `claimWindowSeconds` ago or longer; before the deadline;
    /// three distinct nodes, the caller first, all active for compute and none of them buyer or provider.
    ///
    /// Emits {JobClaimed}.
    function claim(uint256 orderId, address[] calldata nodes) external whenNotPaused {
        Entry storage job = _jobs[orderId];
        State state = stateOf(orderId);
        if (state == State.CLAIMED) {
            uint64 reclaimableAt = job.claimedAt + CLAIM_WINDOW_SECONDS;
            if (block.timestamp < reclaimableAt) revert JobClaimTooEarly(orderId, reclaimableAt);
        } else if (state != State.REQUESTED) {
            revert JobWrongState(orderId, state);
        }
        IMarket.JobTerms memory terms = _openTerms(orderId);
        _checkNodes(nodes, terms);

        uint64[] memory epochs = new uint64[](terms.datasetIds.length);
        for (uint256 i = 0; i < epochs.length; ++i) {
            epochs[i] = CONSENTS.consentEpoch(terms.datasetIds[i]);
            job.consentEpochs[i] = epochs[i];
        }
        // At most 8 datasets; the timestamp fits for 5e11 years.
        (job.state, job.claimedAt, job.epochCount) = (State.CLAIMED, uint64(block.timestamp), uint8(epochs.length));
        for (uint256 i = 0; i < NODE_COUNT; ++i) job.nodes[i] = nodes[i];
        emit JobClaimed(orderId, msg.sender, nodes, epochs);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: CLAIMED by the caller; before the deadline; digest not zero; consent as pinned.
    ///
    /// Emits {JobMeasured}, and {BudgetCharged} elsewhere.
    function measure(uint256 orderId, bytes32 commitDigest) external {
        Entry storage job = _ledInState(orderId, State.CLAIMED);
        if (commitDigest == bytes32(0)) revert JobZeroDigest();
        IMarket.JobTerms memory terms = _openTerms(orderId);
        _checkConsent(orderId, job, terms.datasetIds);
        (job.state, job.commitDigest) = (State.MEASURED, commitDigest);
        emit JobMeasured(orderId, commitDigest);
        LEDGER.charge(terms.datasetIds, orderId);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: MEASURED, led by the caller; before the deadline; digests not zero; one valid signature per
    /// node, in order.
    ///
    /// Emits {JobReported}.
    function report(uint256 orderId, Report calldata report_, bytes[] calldata signatures) external {
        Entry storage job = _ledInState(orderId, State.MEASURED);
        if (
            report_.manifestDigest == bytes32(0) ||
            report_.outputHash == bytes32(0) ||
            report_.modelDigest == bytes32(0)
        ) revert JobZeroDigest();
        _openTerms(orderId);
        if (signatures.length != NODE_COUNT) revert JobNodesInvalid();
        bytes32 digest = _hashTypedDataV4(JobSignatures.hashReport(orderId, report_));
        for (uint256 i = 0; i < NODE_COUNT; ++i) JobSignatures.check(digest, job.nodes[i], signatures[i]);

        (job.state, job.report) = (State.REPORTED, report_);
        emit JobReported(orderId, report_.manifestDigest, report_.outputHash, report_.modelDigest);
    }

    /// @inheritdoc IJobRegistry
    /// @dev The first certificate stands. Requirements: REPORTED; before the deadline; digest not zero; evaluator
    /// active, and neither lead, buyer nor provider; signed by the evaluator over this job's report.
    ///
    /// Emits {JobCertified}.
    function certify(
        uint256 orderId,
        address evaluator,
        bytes32 certificateDigest,
        bool passed,
        bytes calldata signature
    ) external {
        Entry storage job = _inState(orderId, State.REPORTED);
        if (certificateDigest == bytes32(0)) revert JobZeroDigest();
        IMarket.JobTerms memory terms = _openTerms(orderId);
        if (!WORKERS.isActive(evaluator, WorkerRoles.EVALUATOR)) revert JobNodeNotActive(evaluator);
        if (evaluator == job.nodes[0]) revert JobPartyConflict(evaluator);
        _checkNoParty(evaluator, terms);
        bytes32 structHash = JobSignatures.hashCertificate(
            orderId,
            job.report.manifestDigest,
            job.report.outputHash,
            certificateDigest,
            passed
        );
        JobSignatures.check(_hashTypedDataV4(structHash), evaluator, signature);

        (job.state, job.passed, job.evaluator) = (State.CERTIFIED, passed, evaluator);
        job.certificateDigest = certificateDigest;
        emit JobCertified(orderId, evaluator, certificateDigest, passed);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements: CERTIFIED and passed ({JobWrongState} otherwise); before the deadline; consent as pinned.
    ///
    /// Emits {JobFinalised}, and {AccessGranted}, {OrderSettled} and {RewardCredited} elsewhere.
    function finalise(uint256 orderId) external {
        Entry storage job = _inState(orderId, State.CERTIFIED);
        if (!job.passed) revert JobWrongState(orderId, job.state);
        IMarket.JobTerms memory terms = _openTerms(orderId);
        _checkConsent(orderId, job, terms.datasetIds);
        job.state = State.FINALISED;
        // accessSeconds is at most ten years.
        uint64 accessUntil = uint64(block.timestamp) + terms.accessSeconds;
        emit JobFinalised(orderId, accessUntil);
        ACCESS_TOKEN.grant(terms.buyer, orderId, terms.purpose, accessUntil);
        MARKET.settle(orderId, _nodes(job), job.evaluator);
    }

    /// @inheritdoc IJobRegistry
    /// @dev Requirements, by `reason`: LEAD_GAVE_UP by the lead of a job CLAIMED, MEASURED or REPORTED; DEADLINE of an
    /// open job after it; CONSENT_STALE of a claimed job one of whose epochs moved; CERTIFICATE_REFUSED of a CERTIFIED
    /// job that did not pass. The reservation is released if nothing was measured.
    ///
    /// Emits {JobFailed}, and maybe {BudgetReleased} elsewhere.
    function fail(uint256 orderId, FailReason reason) external {
        Entry storage job = _jobs[orderId];
        State state = stateOf(orderId);
        if (state == State.NONE || state >= State.FINALISED) revert JobWrongState(orderId, state);
        IMarket.JobTerms memory terms = MARKET.jobTermsOf(orderId);
        if (reason == FailReason.LEAD_GAVE_UP && state != State.REQUESTED && msg.sender != job.nodes[0]) {
            revert JobNotLead(orderId, msg.sender);
        }
        if (!_canFail(job, state, terms, reason)) revert JobCannotFail(orderId, reason);
        (job.state, job.failReason) = (State.FAILED, reason);
        emit JobFailed(orderId, reason, msg.sender);
        if (state < State.MEASURED) LEDGER.release(terms.datasetIds, orderId);
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
    function jobOf(uint256 orderId) external view returns (Job memory) {
        Entry storage job = _jobs[orderId];
        uint64[] memory epochs = new uint64[](job.epochCount);
        for (uint256 i = 0; i < epochs.length; ++i) epochs[i] = job.consentEpochs[i];
        return
            Job({
                state: stateOf(orderId),
                failReason: job.failReason,
                claimedAt: job.claimedAt,
                passed: job.passed,
                evaluator: job.evaluator,
                commitDigest: job.commitDigest,
                certificateDigest: job.certificateDigest,
                report: job.report,
                nodes: job.claimedAt == 0 ? new address[](0) : _nodes(job),
                consentEpochs: epochs
            });
    }

    /// @return claimWindow seconds after which a claim may be overtaken
    function claimWindowSeconds() external view returns (uint64 claimWindow) {
        return CLAIM_WINDOW_SECONDS;
    }

    /// @notice The contracts this one calls.
    function wiring()
        external
        view
        returns (address market, address consents, address ledger, address accessToken, address workers)
    {
        return (address(MARKET), address(CONSENTS), address(LEDGER), address(ACCESS_TOKEN), address(WORKERS));
    }

    /// @inheritdoc IJobRegistry
    function stateOf(uint256 orderId) public view returns (State state) {
        state = _jobs[orderId].state;
        if (state == State.NONE && orderId != 0 && orderId <= MARKET.orderCount()) state = State.REQUESTED;
    }

    /// @dev For states that are written, so not NONE or REQUESTED.
    function _inState(uint256 orderId, State expected) private view returns (Entry storage job) {
        job = _jobs[orderId];
        if (job.state != expected) revert JobWrongState(orderId, stateOf(orderId));
    }

    function _ledInState(uint256 orderId, State expected) private view returns (Entry storage job) {
        job = _inState(orderId, expected);
        if (job.nodes[0] != msg.sender) revert JobNotLead(orderId, msg.sender);
    }

    /// @dev The order's terms, if its deadline has not passed.
    function _openTerms(uint256 orderId) private view returns (IMarket.JobTerms memory terms) {
        terms = MARKET.jobTermsOf(orderId);
        if (block.timestamp > terms.deadline) revert JobPastDeadline(orderId, terms.deadline);
    }

    function _checkNodes(address[] calldata nodes, IMarket.JobTerms memory terms) private view {
        if (nodes.length != NODE_COUNT || nodes[0] != msg.sender) revert JobNodesInvalid();
        if (nodes[0] == nodes[1] || nodes[0] == nodes[2] || nodes[1] == nodes[2]) revert JobNodesInvalid();
        for (uint256 i = 0; i < NODE_COUNT; ++i) {
            if (!WORKERS.isActive(nodes[i], WorkerRoles.COMPUTE)) revert JobNodeNotActive(nodes[i]);
            _checkNoParty(nodes[i], terms);
        }
    }

    function _checkConsent(uint256 orderId, Entry storage job, uint256[] memory datasetIds) private view {
        (bool isStale, uint256 i, uint64 current) = _findStale(job, datasetIds);
        if (isStale) revert JobConsentStale(orderId, datasetIds[i], job.consentEpochs[i], current);
    }

    function _findStale(
        Entry storage job,
        uint256[] memory datasetIds
    ) private view returns (bool isStale, uint256 index, uint64 current) {
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            current = CONSENTS.consentEpoch(datasetIds[i]);
            if (current != job.consentEpochs[i]) return (true, i, current);
        }
        return (false, 0, 0);
    }

    function _canFail(
        Entry storage job,
        State state,
        IMarket.JobTerms memory terms,
        FailReason reason
    ) private view returns (bool isTrue) {
        if (reason == FailReason.LEAD_GAVE_UP) return state > State.REQUESTED && state < State.CERTIFIED;
        if (reason == FailReason.DEADLINE) return block.timestamp > terms.deadline;
        if (reason == FailReason.CERTIFICATE_REFUSED) return state == State.CERTIFIED && !job.passed;
        if (reason == FailReason.CONSENT_STALE && state != State.REQUESTED) {
            (isTrue, , ) = _findStale(job, terms.datasetIds);
        }
    }

    function _nodes(Entry storage job) private view returns (address[] memory nodes) {
        nodes = new address[](NODE_COUNT);
        for (uint256 i = 0; i < NODE_COUNT; ++i) nodes[i] = job.nodes[i];
    }

    function _checkNoParty(address account, IMarket.JobTerms memory terms) private pure {
        if (account == terms.buyer) revert JobPartyConflict(account);
        for (uint256 i = 0; i < terms.providers.length; ++i) {
            if (account == terms.providers[i]) revert JobPartyConflict(account);
        }
    }
}
