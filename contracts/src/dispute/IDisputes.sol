// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../job/IJobRegistry.sol";
import {IMarket} from "../market/IMarket.sol";

/// @title IDisputes
/// @notice A buyer contests a finalised result with evidence; evaluators who had no part in the job decide by quorum; if
/// they do not, time does. Also: proof that a node signed two different reports.
interface IDisputes {
    /// @notice OPEN until a quorum (UPHELD, REJECTED) or time (LAPSED) ends it.
    enum State {
        NONE,
        OPEN,
        UPHELD,
        REJECTED,
        LAPSED
    }

    /// @param evidenceDigest sha256 of the canonical evidence document, which stays off chain
    /// @param closesAt unix seconds; without a quorum by then the dispute lapses
    struct Dispute {
        State state;
        uint8 votesFor;
        uint8 votesAgainst;
        uint40 closesAt;
        uint128 bondWei;
        bytes32 evidenceDigest;
    }

    /// @notice A buyer contests a result.
    event DisputeOpened(
        uint256 indexed orderId,
        address indexed buyer,
        bytes32 evidenceDigest,
        uint128 bondWei,
        uint40 closesAt
    );
    /// @notice An evaluator voted; its reasons are the document with this digest.
    event DisputeVoted(uint256 indexed orderId, address indexed evaluator, bool uphold, bytes32 opinionDigest);
    /// @notice The dispute ended.
    event DisputeResolved(uint256 indexed orderId, State outcome);
    /// @notice Bonds owed to the account were paid.
    event BondWithdrawn(address indexed account, uint256 amountWei);
    /// @notice The node signed two reports; `slashedWei` is what it lost.
    event EquivocationProven(
        uint256 indexed orderId,
        address indexed node,
        address indexed reporter,
        uint128 slashedWei
    );

    /// @notice Thrown when the dispute is not open.
    error DisputeWrongState(uint256 orderId, State state);
    /// @notice Thrown when somebody else than the buyer opens.
    error DisputeNotBuyer(uint256 orderId, address caller);
    /// @notice Thrown without a digest of evidence or reasons.
    error DisputeZeroDigest();
    /// @notice Thrown for a vote of somebody who is no active evaluator.
    error DisputeNotEvaluator(address account);
    /// @notice Thrown for a vote of the buyer, of somebody with a share in the order, or of a node that was replaced.
    error DisputeParty(address account);
    /// @notice Thrown for a second vote.
    error DisputeAlreadyVoted(uint256 orderId, address evaluator);
    /// @notice Thrown for a vote after the end.
    error DisputeClosed(uint256 orderId, uint40 closesAt);
    /// @notice Thrown when the dispute cannot lapse yet.
    error DisputeStillOpen(uint256 orderId, uint40 closesAt);
    /// @notice Thrown when the account has no bond to fetch.
    error DisputeNothingOwed(address account);
    /// @notice Thrown when both reports are one.
    error EquivocationSameReport();
    /// @notice Thrown when the node did not sign one of them.
    error EquivocationBadSignature(address expected);
    /// @notice Thrown for a second proof about one order and node.
    error EquivocationAlreadyProven(uint256 orderId, address node);

    /// @notice Only the buyer, within the market's dispute window. Pulls the bond (allowance needed).
    function open(uint256 orderId, IMarket.Settlement calldata settlement, bytes32 evidenceDigest) external;

    /// @notice An active evaluator who had no part in the order: not its buyer, not a payee, not a node that was replaced.
    /// The vote that makes the quorum resolves the dispute.
    function vote(uint256 orderId, IMarket.Settlement calldata settlement, bool uphold, bytes32 opinionDigest) external;

    /// @notice Anyone, after `closesAt`: the certificate stands, the bond goes back.
    function lapse(uint256 orderId, IMarket.Settlement calldata settlement) external;

    /// @notice Anyone: two reports of one order signed by one node. Slashes the node; a tenth is for the caller.
    function proveEquivocation(
        uint256 orderId,
        address node,
        IJobRegistry.Report calldata first,
        bytes calldata firstSignature,
        IJobRegistry.Report calldata second,
        bytes calldata secondSignature
    ) external;

    /// @notice Pays `account` the bonds it is owed. Anyone may call.
    function withdraw(address account) external returns (uint256 amountWei);

    /// @return amountWei bonds won or returned and not fetched
    function owedWei(address account) external view returns (uint256 amountWei);

    /// @return dispute of the order; its state is NONE if there never was one
    function disputeOf(uint256 orderId) external view returns (Dispute memory);

    /// @return whether the evaluator voted on the order
    function hasVoted(uint256 orderId, address evaluator) external view returns (bool);

    /// @return equal votes that decide
    function quorum() external view returns (uint8);

    /// @return bond a dispute costs, in wei
    function bondWei() external view returns (uint128);
}
