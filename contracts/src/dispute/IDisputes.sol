// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../job/IJobRegistry.sol";
import {IMarket} from "../market/IMarket.sol";

/// @title IDisputes
/// @notice A buyer contests a finalised result with evidence; evaluators who had no part in the job decide by quorum; if
/// they do not, time does. Also: proof that a node signed two different reports.
interface IDisputes {
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

    event DisputeOpened(
        uint256 indexed orderId,
        address indexed buyer,
        bytes32 evidenceDigest,
        uint128 bondWei,
        uint40 closesAt
    );
    event DisputeVoted(uint256 indexed orderId, address indexed evaluator, bool uphold, bytes32 opinionDigest);
    event DisputeResolved(uint256 indexed orderId, State outcome);
    event BondWithdrawn(address indexed account, uint256 amountWei);
    event EquivocationProven(
        uint256 indexed orderId,
        address indexed node,
        address indexed reporter,
        uint128 slashedWei
    );

    error DisputeWrongState(uint256 orderId, State state);
    error DisputeNotBuyer(uint256 orderId, address caller);
    error DisputeZeroDigest();
    error DisputeNotEvaluator(address account);
    error DisputeParty(address account);
    error DisputeAlreadyVoted(uint256 orderId, address evaluator);
    error DisputeClosed(uint256 orderId, uint40 closesAt);
    error DisputeStillOpen(uint256 orderId, uint40 closesAt);
    error DisputeNothingOwed(address account);
    error EquivocationSameReport();
    error EquivocationBadSignature(address expected);
    error EquivocationAlreadyProven(uint256 orderId, address node);

    /// @notice Only the buyer, within the market's dispute window. Pulls the bond (allowance needed).
    function open(uint256 orderId, IMarket.Settlement calldata settlement, bytes32 evidenceDigest) external;

    /// @notice An active evaluator who is not owed anything by the order and is not its buyer. The vote that makes the
    /// quorum resolves the dispute.
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

    function disputeOf(uint256 orderId) external view returns (Dispute memory);

    function hasVoted(uint256 orderId, address evaluator) external view returns (bool);

    function quorum() external view returns (uint8);

    function bondWei() external view returns (uint128);
}
