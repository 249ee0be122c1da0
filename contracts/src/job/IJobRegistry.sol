// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IJobRegistry
/// @notice One job per order, jobId = orderId. State moves only forward.
interface IJobRegistry {
    enum State {
        NONE,
        REQUESTED,
        CLAIMED,
        MEASURED,
        REPORTED,
        CERTIFIED,
        FINALISED,
        FAILED
    }

    enum FailReason {
        NONE,
        LEAD_GAVE_UP,
        DEADLINE,
        CONSENT_STALE,
        CERTIFICATE_REFUSED
    }

    /// @param manifestDigest sha256 of the canonical symbolon-manifest/1
    /// @param outputHash sha256 of the plaintext file the buyer gets
    /// @param modelDigest sha256 of the canonical symbolon-model/1
    struct Report {
        bytes32 manifestDigest;
        bytes32 outputHash;
        bytes32 modelDigest;
    }

    struct Job {
        State state;
        FailReason failReason;
        uint64 claimedAt;
        bool passed;
        address evaluator;
        bytes32 commitDigest;
        bytes32 certificateDigest;
        Report report;
        address[] nodes;
        uint64[] consentEpochs;
    }

    event JobRequested(uint256 indexed orderId);
    event JobClaimed(uint256 indexed orderId, address indexed lead, address[] nodes, uint64[] consentEpochs);
    event JobMeasured(uint256 indexed orderId, bytes32 commitDigest);
    event JobReported(uint256 indexed orderId, bytes32 manifestDigest, bytes32 outputHash, bytes32 modelDigest);
    event JobCertified(uint256 indexed orderId, address indexed evaluator, bytes32 certificateDigest, bool passed);
    event JobFinalised(uint256 indexed orderId, uint64 accessUntil);
    event JobFailed(uint256 indexed orderId, FailReason reason, address by);

    error JobWrongState(uint256 orderId, State state);
    error JobNotLead(uint256 orderId, address caller);
    error JobNodesInvalid();
    error JobNodeNotActive(address node);
    error JobPartyConflict(address party);
    error JobConsentStale(uint256 orderId, uint256 datasetId, uint64 pinnedEpoch, uint64 currentEpoch);
    error JobPastDeadline(uint256 orderId, uint64 deadline);
    error JobBadSignature(address expected);
    error JobZeroDigest();
    error JobCannotFail(uint256 orderId, FailReason reason);
    error JobClaimTooEarly(uint256 orderId, uint64 reclaimableAt);

    /// @notice Opens the job of a paid order. Only the Market.
    function request(uint256 orderId) external;

    /// @notice nodes[0] is the caller (lead). Three distinct active compute nodes, none of them buyer or provider. A
    /// CLAIMED job may be claimed again by others `claimWindowSeconds` after the last claim.
    function claim(uint256 orderId, address[] calldata nodes) external;

    /// @notice Lead only, before anything is opened: checks consent, charges the budget.
    function measure(uint256 orderId, bytes32 commitDigest) external;

    /// @notice Lead only, with one EIP-712 signature per node in the order of nodes:
    /// NodeReport(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 modelDigest)
    function report(uint256 orderId, Report calldata report_, bytes[] calldata signatures) external;

    /// @notice Anyone may submit what an active evaluator (not lead, buyer or provider) signed:
    /// Certificate(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 certificateDigest,bool passed)
    function certify(
        uint256 orderId,
        address evaluator,
        bytes32 certificateDigest,
        bool passed,
        bytes calldata signature
    ) external;

    /// @notice Anyone. Passed certificate, fresh consent, before the deadline.
    function finalise(uint256 orderId) external;

    /// @notice Lead (LEAD_GAVE_UP), or anyone where the reason is true on chain.
    function fail(uint256 orderId, FailReason reason) external;

    function jobOf(uint256 orderId) external view returns (Job memory);

    function stateOf(uint256 orderId) external view returns (State);
}
