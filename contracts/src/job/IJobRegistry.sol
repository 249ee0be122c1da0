// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../market/IMarket.sol";

/// @title IJobRegistry
/// @notice One job per order, jobId = orderId. State moves only forward.
/// @dev The chain keeps one word per job: its state and the hash of {Job}. Callers hand the preimage back in; events
/// carry every part of it.
interface IJobRegistry {
    /// @dev REFUSED: the evaluator's verdict was no, or a figure is beyond the threshold of its release class.
    enum State {
        NONE,
        REQUESTED,
        CLAIMED,
        MEASURED,
        COMMITTED,
        REPORTED,
        CERTIFIED,
        REFUSED,
        FINALISED,
        FAILED
    }

    /// @notice Why a job failed; {IJobRegistry-fail} says when each is true.
    enum FailReason {
        NONE,
        LEAD_GAVE_UP,
        DEADLINE,
        CONSENT_STALE,
        CERTIFICATE_REFUSED,
        PERMIT_DEAD
    }

    /// @param manifestDigest sha256 of the canonical symbolon-manifest/1
    /// @param outputHash sha256 of the plaintext file the buyer gets
    /// @param modelDigest sha256 of the canonical model (symbolon-model)
    struct Report {
        bytes32 manifestDigest;
        bytes32 outputHash;
        bytes32 modelDigest;
    }

    /// @notice What an evaluator vouches for, figures in units of 1/10,000 and rounded up.
    /// @param certificateDigest sha256 of the canonical symbolon-certificate/1, which has the details
    /// @param passed the evaluator's own verdict, which knows the buyer's thresholds and every hospital's answers
    /// @param releaseClass index into {thresholdsOf}: 1 = differentially private; 2 = high fidelity, not private by proof
    /// @param tvd1Bps mean total variation distance of one-way marginals to the hospitals' holdouts
    /// @param tvd2Bps the same for two-way marginals
    /// @param membershipAucBps upper 95 % limit of the AUC of the membership attack
    struct Certificate {
        bytes32 certificateDigest;
        bool passed;
        uint8 releaseClass;
        uint16 tvd1Bps;
        uint16 tvd2Bps;
        uint16 membershipAucBps;
    }

    /// @notice Largest figures that pass.
    struct Thresholds {
        uint16 tvd1Bps;
        uint16 tvd2Bps;
        uint16 membershipAucBps;
    }

    /// @notice Everything a job went through; parts not reached yet are zero.
    /// @param termsHash keccak256 of the ABI-encoded {IMarket-Terms}
    /// @param nodes who works on it now, lead first; {replaceNode} changes one of them
    /// @param consentEpochs pinned at the claim, one per dataset; in the EHDS lane the index of the opt-out list that
    /// binds the permit
    /// @param commitDigest sha256 over the nodes' commitments to their noisy sums
    /// @param droppedMask bit i: the i-th dataset of the terms was dropped before anything was measured
    /// @param resultCommits keccak256(abi.encode(orderId, node, report, salt)) of each node
    struct Job {
        bytes32 termsHash;
        uint40 claimedAt;
        uint40 deadline;
        address[3] nodes;
        uint64[] consentEpochs;
        bytes32 commitDigest;
        uint8 droppedMask;
        bytes32[3] resultCommits;
        Report report;
        address evaluator;
        Certificate certificate;
    }

    /// @notice Three nodes took the job.
    event JobClaimed(
        uint256 indexed orderId,
        address indexed lead,
        bytes32 termsHash,
        uint40 claimedAt,
        uint40 deadline,
        address[3] nodes,
        uint64[] consentEpochs
    );
    /// @notice `previous` no longer works on the job; `node` took its place.
    event JobNodeReplaced(uint256 indexed orderId, uint8 index, address indexed previous, address indexed node);
    /// @notice Nodes committed to their noisy sums; the budget of every dataset but the dropped ones is charged.
    event JobMeasured(uint256 indexed orderId, bytes32 commitDigest, uint8 droppedMask);
    /// @notice Nodes committed to their results.
    event JobCommitted(uint256 indexed orderId, bytes32[3] resultCommits);
    /// @notice The result was revealed, signed by all nodes.
    event JobReported(uint256 indexed orderId, Report report);
    /// @notice An evaluator certified; `passed` is the contract's verdict.
    event JobCertified(uint256 indexed orderId, address indexed evaluator, Certificate certificate, bool passed);
    /// @notice The order was settled.
    event JobFinalised(uint256 indexed orderId);
    /// @notice The job ended without a result.
    event JobFailed(uint256 indexed orderId, FailReason reason, address by);
    /// @notice What certificates of the class must keep to changed.
    event ThresholdsChanged(uint8 indexed releaseClass, Thresholds thresholds);

    /// @notice Thrown when the job is in another state.
    error JobWrongState(uint256 orderId, State state);
    /// @notice Thrown when the job handed in is not the one on record.
    error JobMismatch(uint256 orderId);
    /// @notice Thrown when somebody else than the lead calls.
    error JobNotLead(uint256 orderId, address caller);
    /// @notice Thrown when a node is named twice, or a place that there is not.
    error JobNodesInvalid();
    /// @notice Thrown when the node worked on the job before and was replaced.
    error JobNodeWasReplaced(uint256 orderId, address node);
    /// @notice Thrown when all datasets would be dropped, or one that the order does not have.
    error JobDroppedMaskInvalid(uint8 droppedMask);
    /// @notice Thrown when the worker is not active in the role.
    error JobNodeNotActive(address node);
    /// @notice Thrown when a party of the order would also work on it or judge it.
    error JobPartyConflict(address party);
    /// @notice Thrown when consent was withdrawn since the claim.
    error JobConsentStale(uint256 orderId, uint256 datasetId, uint64 pinnedEpoch, uint64 currentEpoch);
    /// @notice Thrown after the order's deadline.
    error JobPastDeadline(uint256 orderId, uint64 deadline);
    /// @notice Thrown when the expected account did not sign this.
    error JobBadSignature(address expected);
    /// @notice Thrown when the node's commitment does not open to the report.
    error JobBadReveal(address node);
    /// @notice Thrown for a digest of zero.
    error JobZeroDigest();
    /// @notice Thrown when the reason is not true.
    error JobCannotFail(uint256 orderId, FailReason reason);
    /// @notice Thrown while the present claim may still lead somewhere.
    error JobClaimTooEarly(uint256 orderId, uint64 reclaimableAt);
    /// @notice Thrown for a release class without thresholds, or one the lane does not allow.
    error JobReleaseClassInvalid(uint8 releaseClass);
    /// @notice Thrown for a threshold of zero or above 10,000.
    error JobThresholdsInvalid();

    /// @notice nodes[0] is the caller (lead). Three distinct active compute nodes, none of them buyer or provider. A
    /// CLAIMED job may be claimed again by others `claimWindowSeconds` after the last claim; `previous` is then that
    /// claim, else it is empty.
    function claim(
        uint256 orderId,
        IMarket.Terms calldata terms,
        address[3] calldata nodes,
        Job calldata previous
    ) external;

    /// @notice Anyone, before results are committed: `node` takes the place of the node at `index`, which is gone. At
    /// index 0 it becomes the lead. Needs an EIP-712 signature of each of the two others, in the order of nodes:
    /// ReplaceNode(uint256 orderId,uint8 index,address node,bytes32 jobHash) with jobHash = keccak256(abi.encode(job)), so
    /// a signature serves once.
    function replaceNode(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        uint8 index,
        address node,
        bytes[2] calldata signatures
    ) external;

    /// @notice Lead only, before anything is opened: checks consent and permit, charges the budget. Bit i of `droppedMask`:
    /// the i-th dataset of the terms takes no part; its reservation is given back and its part of the price goes back to
    /// the buyer.
    function measure(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        bytes32 commitDigest,
        uint8 droppedMask
    ) external;

    /// @notice Lead only: what each node found, hidden, before any of them shows it.
    function commit(uint256 orderId, Job calldata job, bytes32[3] calldata resultCommits) external;

    /// @notice Lead only: reveals the commitments, with one EIP-712 signature per node in the order of nodes:
    /// NodeReport(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 modelDigest)
    function report(
        uint256 orderId,
        Job calldata job,
        Report calldata report_,
        bytes32[3] calldata salts,
        bytes[3] calldata signatures
    ) external;

    /// @notice Anyone may submit what an active evaluator (not lead, buyer or provider) signed: Certificate(uint256
    /// orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 certificateDigest,bool passed,uint8
    /// releaseClass,uint16 tvd1Bps,uint16 tvd2Bps,uint16 membershipAucBps). The contract compares the figures with the
    /// thresholds; it takes both verdicts to pass.
    function certify(
        uint256 orderId,
        IMarket.Terms calldata terms,
        Job calldata job,
        address evaluator,
        Certificate calldata certificate,
        bytes calldata signature
    ) external;

    /// @notice Anyone. Passed certificate, fresh consent, valid permit, before the deadline. Consent of dropped datasets
    /// does not matter any more.
    function finalise(uint256 orderId, IMarket.Terms calldata terms, Job calldata job) external;

    /// @notice Lead (LEAD_GAVE_UP), or anyone where the reason is true on chain. `job` may be empty for DEADLINE and
    /// PERMIT_DEAD.
    function fail(uint256 orderId, FailReason reason, IMarket.Terms calldata terms, Job calldata job) external;

    /// @notice Fails an open job past its deadline while its order is being refunded. Only the Market.
    function expire(uint256 orderId, IMarket.Terms calldata terms) external;

    /// @return state NONE if there is no such order
    function stateOf(uint256 orderId) external view returns (State state);

    /// @return whether the account was a node of the job and another one took its place
    function wasReplaced(uint256 orderId, address account) external view returns (bool);

    /// @return record state in the low 8 bits, above them the upper 248 bits of the keccak256 of the ABI-encoded {Job}
    function recordOf(uint256 orderId) external view returns (bytes32 record);

    /// @return thresholds of the release class; all zero if it has none
    function thresholdsOf(uint8 releaseClass) external view returns (Thresholds memory);
}
