// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Wired} from "../access/Wired.sol";
import {IJobRegistry} from "../job/IJobRegistry.sol";
import {JobRegistry} from "../job/JobRegistry.sol";
import {IMarket} from "../market/IMarket.sol";
import {OrderBook} from "../market/OrderBook.sol";
import {MarketRecords} from "../market/MarketRecords.sol";
import {HashedRecord} from "../storage/HashedRecord.sol";
import {ExactTransfer} from "../token/ExactTransfer.sol";
import {IWorkerRegistry} from "../worker/IWorkerRegistry.sol";
import {WorkerRoles} from "../worker/WorkerRoles.sol";
import {IDisputes} from "./IDisputes.sol";

/// @title Disputes
/// @notice The way out of a certificate that was wrong. Until an outcome nobody is paid; without one, time decides for
/// the certificate. Upheld: the buyer has its money back, evaluator and nodes lose part of their stake.
contract Disputes is IDisputes, Wired, AccessManaged, ReentrancyGuardTransient {
    using ExactTransfer for IERC20;
    using HashedRecord for bytes32;
    using SafeERC20 for IERC20;

    /// @notice What disputes need at deployment, see {constructor}.
    struct Setup {
        address authority;
        IERC20 token;
        IWorkerRegistry workers;
        uint8 quorum;
        uint64 votingSeconds;
        uint128 bondWei;
        uint16 slashBps;
        uint16 equivocationBps;
    }

    /// @dev One tenth of the rate, on what is left, is for who shows that a node signed two reports.
    uint16 private constant REPORTER_SHARE = 10;

    IERC20 private immutable TOKEN;
    IWorkerRegistry private immutable WORKERS;
    uint8 private immutable QUORUM;
    uint64 private immutable VOTING_SECONDS;
    uint128 private immutable BOND_WEI;
    uint16 private immutable SLASH_BPS;
    uint16 private immutable EQUIVOCATION_BPS;

    mapping(uint256 orderId => Dispute) private _disputes;
    mapping(uint256 orderId => mapping(address evaluator => bool)) private _votes;
    mapping(uint256 orderId => mapping(address node => bool)) private _equivocated;
    mapping(address account => uint256) private _owedWei;

    /// @param setup authority; token of the bond; workers, which must list this contract as a caller; votes that decide;
    /// seconds to vote; bond in wei; share of stake lost by evaluator and nodes of an upheld dispute, and by a node that
    /// signed two reports, in basis points
    constructor(Setup memory setup) AccessManaged(setup.authority) {
        TOKEN = setup.token;
        WORKERS = setup.workers;
        QUORUM = setup.quorum;
        VOTING_SECONDS = setup.votingSeconds;
        BOND_WEI = setup.bondWei;
        SLASH_BPS = setup.slashBps;
        EQUIVOCATION_BPS = setup.equivocationBps;
    }

    /// @notice Names the Market, which is deployed after this contract.
    /// @dev Requirements: caller is admin; not wired before. Emits {ContractWired}.
    function wire(IMarket market) external restricted {
        _wire(address(market));
    }

    /// @inheritdoc IDisputes
    /// @dev Requirements: caller is the order's buyer; digest not zero; order SETTLED and its window open; exactly the
    /// bond arrives. An order is disputed once.
    ///
    /// Emits {DisputeOpened}, and {OrderDisputed} elsewhere.
    function open(
        uint256 orderId,
        IMarket.Settlement calldata settlement,
        bytes32 evidenceDigest
    ) external nonReentrant {
        if (msg.sender != settlement.buyer) revert DisputeNotBuyer(orderId, msg.sender);
        if (evidenceDigest == bytes32(0)) revert DisputeZeroDigest();
        // Fits for 3e4 years.
        uint40 closesAt = uint40(block.timestamp + VOTING_SECONDS);
        _disputes[orderId] = Dispute(State.OPEN, 0, 0, closesAt, BOND_WEI, evidenceDigest);
        emit DisputeOpened(orderId, msg.sender, evidenceDigest, BOND_WEI, closesAt);
        // Reverts unless the order stands for this settlement and is SETTLED, which it never is again.
        _market().dispute(orderId, settlement);
        uint256 receivedWei = TOKEN.pull(msg.sender, BOND_WEI);
        if (receivedWei != BOND_WEI) revert IMarket.OrderDepositMismatch(BOND_WEI, receivedWei);
    }

    /// @inheritdoc IDisputes
    /// @dev Providers of dropped datasets are payees of nothing, but payees; a replaced node is not, hence the question to
    /// the JobRegistry.
    ///
    /// Requirements: dispute OPEN and not past its end; caller is an active evaluator, is not the buyer, has no share in
    /// the order, was not replaced as a node of it, and has not voted on it.
    ///
    /// Emits {DisputeVoted}, and with the deciding vote what {_resolve} emits.
    function vote(
        uint256 orderId,
        IMarket.Settlement calldata settlement,
        bool uphold,
        bytes32 opinionDigest
    ) external nonReentrant {
        Dispute storage dispute = _open(orderId, settlement);
        if (block.timestamp > dispute.closesAt) revert DisputeClosed(orderId, dispute.closesAt);
        if (opinionDigest == bytes32(0)) revert DisputeZeroDigest();
        if (!WORKERS.isActive(msg.sender, WorkerRoles.EVALUATOR)) revert DisputeNotEvaluator(msg.sender);
        if (msg.sender == settlement.buyer) revert DisputeParty(msg.sender);
        if (_jobs().wasReplaced(orderId, msg.sender)) revert DisputeParty(msg.sender);
        for (uint256 i = 0; i < settlement.payees.length; ++i) {
            if (msg.sender == settlement.payees[i]) revert DisputeParty(msg.sender);
        }
        if (_votes[orderId][msg.sender]) revert DisputeAlreadyVoted(orderId, msg.sender);
        _votes[orderId][msg.sender] = true;
        emit DisputeVoted(orderId, msg.sender, uphold, opinionDigest);
        uint8 count = uphold ? ++dispute.votesFor : ++dispute.votesAgainst;
        if (count == QUORUM) _resolve(orderId, dispute, settlement, uphold ? State.UPHELD : State.REJECTED);
    }

    /// @inheritdoc IDisputes
    /// @dev Requirements: dispute OPEN and past its end. Emits what {_resolve} emits.
    function lapse(uint256 orderId, IMarket.Settlement calldata settlement) external nonReentrant {
        Dispute storage dispute = _open(orderId, settlement);
        if (block.timestamp <= dispute.closesAt) revert DisputeStillOpen(orderId, dispute.closesAt);
        _resolve(orderId, dispute, settlement, State.LAPSED);
    }

    /// @inheritdoc IDisputes
    /// @dev A node signs one report per order, so two signatures are proof enough, whatever became of the job and whether
    /// or not the node was replaced: {JobRegistry-replaceNode} keeps honest ones from having to sign twice. Nearly all
    /// goes to the treasury: a node that has itself reported to flee a dispute saves less than a twentieth of its stake.
    ///
    /// Requirements: two different reports; both signed by `node`; not proven before for this order and node.
    ///
    /// Emits {EquivocationProven}, and {WorkerSlashed} elsewhere.
    function proveEquivocation(
        uint256 orderId,
        address node,
        IJobRegistry.Report calldata first,
        bytes calldata firstSignature,
        IJobRegistry.Report calldata second,
        bytes calldata secondSignature
    ) external {
        if (_equivocated[orderId][node]) revert EquivocationAlreadyProven(orderId, node);
        if (keccak256(abi.encode(first)) == keccak256(abi.encode(second))) revert EquivocationSameReport();
        JobRegistry jobs = _jobs();
        _checkSigned(jobs.hashTypedReport(orderId, first), node, firstSignature);
        _checkSigned(jobs.hashTypedReport(orderId, second), node, secondSignature);
        _equivocated[orderId][node] = true;
        uint128 slashedWei = WORKERS.slash(node, orderId, EQUIVOCATION_BPS, OrderBook(wiredTo()).treasury());
        uint16 reporterBps = EQUIVOCATION_BPS / REPORTER_SHARE;
        if (reporterBps != 0) slashedWei += WORKERS.slash(node, orderId, reporterBps, msg.sender);
        emit EquivocationProven(orderId, node, msg.sender, slashedWei);
    }

    /// @inheritdoc IDisputes
    /// @dev Requirements: something is owed. Emits {BondWithdrawn}.
    function withdraw(address account) external nonReentrant returns (uint256 amountWei) {
        amountWei = _owedWei[account];
        if (amountWei == 0) revert DisputeNothingOwed(account);
        _owedWei[account] = 0;
        emit BondWithdrawn(account, amountWei);
        TOKEN.safeTransfer(account, amountWei);
    }

    /// @inheritdoc IDisputes
    function owedWei(address account) external view returns (uint256) {
        return _owedWei[account];
    }

    /// @inheritdoc IDisputes
    function disputeOf(uint256 orderId) external view returns (Dispute memory) {
        return _disputes[orderId];
    }

    /// @inheritdoc IDisputes
    function hasVoted(uint256 orderId, address evaluator) external view returns (bool) {
        return _votes[orderId][evaluator];
    }

    /// @inheritdoc IDisputes
    function quorum() external view returns (uint8) {
        return QUORUM;
    }

    /// @inheritdoc IDisputes
    function bondWei() external view returns (uint128) {
        return BOND_WEI;
    }

    /// @dev A bond is lost only to a quorum that says so; it goes to the treasury, so that voters gain nothing by their
    /// vote. Emits {DisputeResolved}, and {OrderRefunded} or {OrderReleased} and maybe {WorkerSlashed} elsewhere.
    function _resolve(
        uint256 orderId,
        Dispute storage dispute,
        IMarket.Settlement calldata settlement,
        State outcome
    ) private {
        dispute.state = outcome;
        uint256 count = settlement.payees.length;
        address treasury = settlement.payees[count - 1];
        _owedWei[outcome == State.REJECTED ? treasury : settlement.buyer] += dispute.bondWei;
        emit DisputeResolved(orderId, outcome);
        _market().resolve(orderId, settlement, outcome == State.UPHELD);
        if (outcome != State.UPHELD) return;
        // Three nodes, then the evaluator, then the treasury, see {IMarket-Settlement}.
        for (uint256 i = count - 5; i < count - 1; ++i) {
            WORKERS.slash(settlement.payees[i], orderId, SLASH_BPS, treasury);
        }
    }

    function _market() private view returns (IMarket) {
        return IMarket(wiredTo());
    }

    function _jobs() private view returns (JobRegistry) {
        return JobRegistry(Wired(wiredTo()).wiredTo());
    }

    /// @dev The dispute, if it is open and the order stands for this settlement.
    function _open(
        uint256 orderId,
        IMarket.Settlement calldata settlement
    ) private view returns (Dispute storage dispute) {
        dispute = _disputes[orderId];
        if (dispute.state != State.OPEN) revert DisputeWrongState(orderId, dispute.state);
        if (!_market().recordOf(orderId).matches(MarketRecords.hash(settlement))) {
            revert IMarket.OrderTermsMismatch(orderId);
        }
    }

    function _checkSigned(bytes32 digest, address expected, bytes calldata signature) private pure {
        (address signer, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem != ECDSA.RecoverError.NoError || signer != expected) revert EquivocationBadSignature(expected);
    }
}
