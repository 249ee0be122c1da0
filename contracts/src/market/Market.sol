// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAccessToken} from "../access/IAccessToken.sol";
import {Wired} from "../access/Wired.sol";
import {IPrivacyLedger} from "../budget/IPrivacyLedger.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../job/IJobRegistry.sol";
import {IRewards} from "../reward/IRewards.sol";
import {CodeRecord} from "../storage/CodeRecord.sol";
import {ExactTransfer} from "../token/ExactTransfer.sol";
import {FeeSplit} from "./FeeSplit.sol";
import {IMarket} from "./IMarket.sol";
import {OrderTerms} from "./OrderTerms.sol";

/// @title Market
/// @notice Holds the money of open orders and nothing else: its token balance is the sum of escrowed totals. Terms are
/// {OrderTerms} in code, so neither provider, treasurer nor admin can change what was sold.
contract Market is IMarket, Wired, Pausable, AccessManaged, ReentrancyGuardTransient {
    using ExactTransfer for IERC20;
    using OrderTerms for OrderTerms.Terms;
    using SafeERC20 for IERC20;

    /// @notice Most datasets in one order.
    uint256 public constant DATASETS_MAX = 8;
    /// @notice Shortest and longest access period in seconds.
    uint64 public constant ACCESS_SECONDS_MIN = 60;
    uint64 public constant ACCESS_SECONDS_MAX = 10 * 365 days;
    /// @notice Highest sum of fees in basis points: providers always keep at least half.
    uint256 public constant FEES_MAX_BPS = 5_000;

    /// @notice What an order needs at deployment, see {constructor}.
    struct Setup {
        address authority;
        IERC20 token;
        IDatasetRegistry datasets;
        IPrivacyLedger ledger;
        IAccessToken accessToken;
        IRewards rewards;
        Fees fees;
        address treasury;
        uint64 orderWindowSeconds;
    }

    /// @dev One slot.
    struct Config {
        address treasury;
        Fees fees;
        uint32 orderCount;
    }

    IERC20 private immutable TOKEN;
    IDatasetRegistry private immutable DATASETS;
    IPrivacyLedger private immutable LEDGER;
    IAccessToken private immutable ACCESS_TOKEN;
    IRewards private immutable REWARDS;
    uint64 private immutable ORDER_WINDOW_SECONDS;

    Config private _config;
    mapping(address buyer => mapping(bytes32 clientOrderId => uint256 orderId)) private _orderIds;
    /// @dev NONE while escrowed, so that placing an order writes nothing here.
    mapping(uint256 orderId => OrderStatus) private _outcomes;

    /// @param setup authority (maps pause and unpause to GUARDIAN, setFees to TREASURER); payment token; contracts;
    /// fees and treasury as in {setFees}; seconds from order to deadline
    constructor(Setup memory setup) AccessManaged(setup.authority) {
        TOKEN = setup.token;
        DATASETS = setup.datasets;
        LEDGER = setup.ledger;
        ACCESS_TOKEN = setup.accessToken;
        REWARDS = setup.rewards;
        ORDER_WINDOW_SECONDS = setup.orderWindowSeconds;
        _setFees(setup.fees, setup.treasury);
    }

    /// @notice Names the JobRegistry, which is deployed after this contract.
    /// @dev Requirements: caller is admin; not wired before. Emits {ContractWired}.
    function wire(IJobRegistry jobs) external restricted {
        _wire(address(jobs));
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: see {IMarket-OrderRequest}; not paused; caller provides none of the datasets; `clientOrderId`
    /// not used by the caller; allowance and balance cover the total and exactly the total arrives.
    ///
    /// Emits {OrderPlaced}, and {BudgetReserved}, {JobRequested} and {TransferSingle} elsewhere.
    function placeOrder(OrderRequest calldata request) external nonReentrant whenNotPaused returns (uint256 orderId) {
        return _place(request);
    }

    /// @inheritdoc IMarket
    /// @dev A permit already used by somebody who saw it in the mempool does no harm: its failure is ignored and the
    /// allowance decides. Requirements and events as {placeOrder}.
    function placeOrderWithPermit(
        OrderRequest calldata request,
        Permit calldata permit
    ) external nonReentrant whenNotPaused returns (uint256 orderId) {
        try
            IERC20Permit(address(TOKEN)).permit(
                msg.sender,
                address(this),
                permit.valueWei,
                permit.deadline,
                permit.v,
                permit.r,
                permit.s
            )
        {} catch {} // solhint-disable-line no-empty-blocks
        return _place(request);
    }

    /// @inheritdoc IMarket
    /// @dev Never paused. Requirements: order escrowed; job FAILED, or past its deadline (then it is failed here).
    ///
    /// Emits {OrderRefunded}, and {AccessRevoked} and maybe {JobFailed} elsewhere.
    function refund(uint256 orderId) external nonReentrant {
        OrderTerms.Terms memory terms = _escrowed(orderId);
        IJobRegistry jobs = _jobs();
        bool hasFailed = jobs.stateOf(orderId) == IJobRegistry.State.FAILED;
        // An escrowed order's job is not FINALISED: finalise settles in the same transaction.
        if (!hasFailed && block.timestamp <= terms.deadline) revert OrderNotRefundable(orderId);

        _outcomes[orderId] = OrderStatus.REFUNDED;
        uint128 totalWei = terms.total();
        emit OrderRefunded(orderId, terms.buyer, totalWei);
        if (!hasFailed) jobs.fail(orderId, IJobRegistry.FailReason.DEADLINE);
        ACCESS_TOKEN.revoke(terms.buyer, orderId);
        TOKEN.safeTransfer(terms.buyer, totalWei);
    }

    /// @inheritdoc IMarket
    /// @dev Fees, prices and providers are those of the order; the treasury account is the present one.
    ///
    /// Requirements: caller is the JobRegistry (by address, so that no role can divert an escrow); order escrowed.
    ///
    /// Emits {OrderSettled}, and {RewardCredited} elsewhere.
    function settle(uint256 orderId, address[] calldata nodes, address evaluator) external nonReentrant {
        if (msg.sender != wiredTo()) revert AccessManagedUnauthorized(msg.sender);
        OrderTerms.Terms memory terms = _escrowed(orderId);
        _outcomes[orderId] = OrderStatus.SETTLED;
        uint128 totalWei = terms.total();
        emit OrderSettled(orderId, totalWei);
        TOKEN.safeTransfer(address(REWARDS), totalWei);
        REWARDS.credit(
            orderId,
            FeeSplit.split(
                FeeSplit.Input({
                    totalWei: totalWei,
                    fees: terms.fees,
                    pricesWei: terms.pricesWei,
                    providers: terms.providers,
                    nodes: nodes,
                    evaluator: evaluator,
                    treasury: _config.treasury
                })
            )
        );
    }

    /// @notice Sets fees of future orders and the account that gets the treasury's share.
    /// @dev Requirements: caller holds TREASURER; fees add up to at most {FEES_MAX_BPS}; treasury is not zero.
    ///
    /// Emits {FeesChanged}.
    function setFees(Fees calldata newFees, address newTreasury) external restricted {
        _setFees(newFees, newTreasury);
    }

    /// @notice Stops new orders; refunds and settlements go on. Requirements: caller holds GUARDIAN. Emits {Paused}.
    function pause() external restricted {
        _pause();
    }

    /// @notice Requirements: caller holds GUARDIAN. Emits {Unpaused}.
    function unpause() external restricted {
        _unpause();
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: the order exists.
    function orderOf(uint256 orderId) external view returns (Order memory order) {
        OrderTerms.Terms memory terms = _terms(orderId);
        OrderStatus outcome = _outcomes[orderId];
        return
            Order({
                buyer: terms.buyer,
                status: outcome == OrderStatus.NONE ? OrderStatus.ESCROWED : outcome,
                rhoMicro: terms.rhoMicro,
                deadline: terms.deadline,
                accessSeconds: terms.accessSeconds,
                purpose: terms.purpose,
                rows: terms.rows,
                totalWei: terms.total(),
                fees: terms.fees,
                specDigest: terms.specDigest,
                buyerKey: terms.buyerKey,
                datasetIds: terms.datasetIds,
                pricesWei: terms.pricesWei
            });
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: the order exists.
    function jobTermsOf(uint256 orderId) external view returns (JobTerms memory) {
        OrderTerms.Terms memory terms = _terms(orderId);
        return
            JobTerms({
                buyer: terms.buyer,
                deadline: terms.deadline,
                accessSeconds: terms.accessSeconds,
                purpose: terms.purpose,
                datasetIds: terms.datasetIds,
                providers: terms.providers
            });
    }

    /// @inheritdoc IMarket
    /// @return orderId 0 when the buyer has not used the key
    function orderIdOf(address buyer, bytes32 clientOrderId) external view returns (uint256 orderId) {
        return _orderIds[buyer][clientOrderId];
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: every dataset exists. Does not look at status or purpose.
    function quote(uint256[] calldata datasetIds) external view returns (uint256 totalWei, Fees memory fees) {
        for (uint256 i = 0; i < datasetIds.length; ++i) totalWei += DATASETS.datasetOf(datasetIds[i]).priceWei;
        return (totalWei, _config.fees);
    }

    /// @inheritdoc IMarket
    function paymentToken() external view returns (address) {
        return address(TOKEN);
    }

    /// @return account that gets the treasury's share
    function treasury() external view returns (address account) {
        return _config.treasury;
    }

    /// @inheritdoc IMarket
    function orderCount() external view returns (uint256) {
        return _config.orderCount;
    }

    /// @return orderWindow seconds from order to deadline
    function orderWindowSeconds() external view returns (uint64 orderWindow) {
        return ORDER_WINDOW_SECONDS;
    }

    /// @notice The contracts this one calls, beside the JobRegistry it is wired to.
    function wiring() external view returns (address datasets, address ledger, address accessToken, address rewards) {
        return (address(DATASETS), address(LEDGER), address(ACCESS_TOKEN), address(REWARDS));
    }

    function _place(OrderRequest calldata request) private returns (uint256 orderId) {
        _checkRequest(request);
        uint256 earlier = _orderIds[msg.sender][request.clientOrderId];
        if (earlier != 0) revert OrderDuplicate(msg.sender, request.clientOrderId, earlier);

        OrderTerms.Terms memory terms = _snapshot(request);
        uint128 totalWei = _checkedTotal(terms.pricesWei, request.maxPriceWei);
        orderId = ++_config.orderCount;
        _orderIds[msg.sender][request.clientOrderId] = orderId;
        CodeRecord.write(orderId, terms.encode());
        emit OrderPlaced(
            orderId,
            msg.sender,
            terms.specDigest,
            terms.buyerKey,
            terms.datasetIds,
            terms.pricesWei,
            totalWei,
            terms.rhoMicro,
            terms.purpose,
            terms.rows,
            terms.deadline
        );

        uint256 receivedWei = TOKEN.pull(msg.sender, totalWei);
        if (receivedWei != totalWei) revert OrderDepositMismatch(totalWei, receivedWei);
        LEDGER.reserve(request.datasetIds, orderId, request.rhoMicro);
        _jobs().request(orderId);
        // Last, because a buyer that is a contract is called back.
        ACCESS_TOKEN.mint(msg.sender, orderId);
    }

    function _setFees(Fees memory newFees, address newTreasury) private {
        uint256 totalBps = uint256(newFees.treasuryBps) + newFees.workerBps + newFees.evaluatorBps;
        if (totalBps > FEES_MAX_BPS) revert FeesTooHigh(totalBps);
        if (newTreasury == address(0)) revert FeesTreasuryZero();
        (_config.fees, _config.treasury) = (newFees, newTreasury);
        emit FeesChanged(newFees, newTreasury);
    }

    /// @dev Reads each dataset once and checks it against the request.
    function _snapshot(OrderRequest calldata request) private view returns (OrderTerms.Terms memory terms) {
        uint256 count = request.datasetIds.length;
        terms = OrderTerms.Terms({
            buyer: msg.sender,
            rhoMicro: request.rhoMicro,
            rows: request.rows,
            // Fits for 5e11 years.
            deadline: uint64(block.timestamp) + ORDER_WINDOW_SECONDS,
            accessSeconds: request.accessSeconds,
            purpose: request.purpose,
            fees: _config.fees,
            specDigest: request.specDigest,
            buyerKey: request.buyerKey,
            datasetIds: request.datasetIds,
            pricesWei: new uint128[](count),
            providers: new address[](count)
        });
        bytes32 schemaDigest;
        for (uint256 i = 0; i < count; ++i) {
            uint256 datasetId = request.datasetIds[i];
            IDatasetRegistry.Dataset memory dataset = DATASETS.datasetOf(datasetId);
            if (dataset.status != IDatasetRegistry.Status.LISTED) revert OrderDatasetNotListed(datasetId);
            if (i == 0) schemaDigest = dataset.schemaDigest;
            else if (dataset.schemaDigest != schemaDigest) revert OrderSchemaMismatch(datasetId);
            if (dataset.purposesMask & request.purpose == 0) revert OrderPurposeNotAllowed(datasetId, request.purpose);
            if (dataset.provider == msg.sender) revert OrderOwnDataset(datasetId);
            (terms.pricesWei[i], terms.providers[i]) = (dataset.priceWei, dataset.provider);
        }
    }

    function _jobs() private view returns (IJobRegistry) {
        return IJobRegistry(wiredTo());
    }

    function _escrowed(uint256 orderId) private view returns (OrderTerms.Terms memory) {
        if (_outcomes[orderId] != OrderStatus.NONE) revert OrderNotEscrowed(orderId);
        return _terms(orderId);
    }

    function _terms(uint256 orderId) private view returns (OrderTerms.Terms memory) {
        if (orderId == 0 || orderId > _config.orderCount) revert OrderUnknown(orderId);
        return OrderTerms.decode(CodeRecord.read(orderId));
    }

    function _checkRequest(OrderRequest calldata request) private pure {
        uint256 count = request.datasetIds.length;
        if (count == 0 || count > DATASETS_MAX) revert OrderDatasetsInvalid();
        for (uint256 i = 1; i < count; ++i) {
            if (request.datasetIds[i - 1] >= request.datasetIds[i]) revert OrderDatasetsInvalid();
        }
        bool isOnePurpose = request.purpose != 0 && request.purpose & (request.purpose - 1) == 0;
        bool isAccessInRange =
            request.accessSeconds >= ACCESS_SECONDS_MIN && request.accessSeconds <= ACCESS_SECONDS_MAX;
        bool isFilled =
            request.rows != 0 &&
                request.rhoMicro != 0 &&
                request.specDigest != bytes32(0) &&
                request.buyerKey != bytes32(0);
        if (!isOnePurpose || !isAccessInRange || !isFilled) revert OrderValueOutOfRange();
    }

    function _checkedTotal(uint128[] memory pricesWei, uint256 maxPriceWei) private pure returns (uint128) {
        // At most 8 prices below 2^128 each: no overflow in 256 bits.
        uint256 totalWei = 0;
        for (uint256 i = 0; i < pricesWei.length; ++i) totalWei += pricesWei[i];
        if (totalWei > maxPriceWei) revert OrderPriceAboveLimit(totalWei, maxPriceWei);
        if (totalWei > type(uint128).max) revert OrderValueOutOfRange();
        return uint128(totalWei);
    }
}
