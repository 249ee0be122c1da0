// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAccessToken} from "../access/IAccessToken.sol";
import {Wired} from "../access/Wired.sol";
import {IPrivacyLedger} from "../budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../job/IJobRegistry.sol";
import {IPermitRegistry} from "../permit/IPermitRegistry.sol";
import {FeeSplit} from "./FeeSplit.sol";
import {IMarket} from "./IMarket.sol";
import {IOffers} from "./IOffers.sol";
import {MarketRecords} from "./MarketRecords.sol";
import {Offers} from "./Offers.sol";
import {Payouts} from "./Payouts.sol";
import {TermsBuilder} from "./TermsBuilder.sol";

/// @title Market
/// @notice Holds the money of open orders and what payees have not fetched, and nothing else. What was sold is fixed by
/// a hash, so neither provider, treasurer nor admin can change it.
contract Market is IMarket, Payouts, Offers, Wired, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice What a market needs at deployment, see {constructor}.
    struct Setup {
        address authority;
        IERC20 token;
        IDatasetRegistry datasets;
        IConsentRegistry consents;
        IPermitRegistry permits;
        IPrivacyLedger ledger;
        IAccessToken accessToken;
        address disputes;
        Fees fees;
        address treasury;
        uint64 orderWindowSeconds;
        uint64 disputeWindowSeconds;
    }

    /// @dev So many datasets may have different schemas: an order of linked patients takes columns of both. Which kind an
    /// order is stands in its spec; nodes refuse one whose datasets do not have the schemas that it gives them.
    uint256 private constant LINKED_DATASETS = 2;

    IDatasetRegistry private immutable DATASETS;
    IConsentRegistry private immutable CONSENTS;
    IPermitRegistry private immutable PERMITS;
    IPrivacyLedger private immutable LEDGER;
    IAccessToken private immutable ACCESS_TOKEN;
    address private immutable DISPUTES;
    uint64 private immutable ORDER_WINDOW_SECONDS;

    /// @param setup authority (maps pause and unpause to GUARDIAN, setFees to TREASURER); payment token; contracts, of
    /// which ledger and access token must list this one as a caller; fees and treasury as in {setFees}; seconds from
    /// order to deadline; seconds from settlement in which the buyer may open a dispute
    constructor(
        Setup memory setup
    ) AccessManaged(setup.authority) Payouts(setup.token, setup.disputeWindowSeconds) EIP712("Symbolon", "1") {
        DATASETS = setup.datasets;
        CONSENTS = setup.consents;
        PERMITS = setup.permits;
        LEDGER = setup.ledger;
        ACCESS_TOKEN = setup.accessToken;
        DISPUTES = setup.disputes;
        ORDER_WINDOW_SECONDS = setup.orderWindowSeconds;
        _setFees(setup.fees, setup.treasury);
    }

    /// @notice Names the JobRegistry, which is deployed after this contract.
    /// @dev Requirements: caller is admin; not wired before. Emits {ContractWired}.
    function wire(IJobRegistry jobs) external restricted {
        _wire(address(jobs));
    }

    /// @inheritdoc IMarket
    /// @dev A permit already used by somebody who saw it in the mempool does no harm: its failure is ignored and the
    /// allowance decides.
    ///
    /// Requirements: see {IMarket-OrderRequest} and {TermsBuilder}; not paused; consent bases active; permit valid in the
    /// EHDS lane; budget there; allowance and balance cover the total and exactly the total arrives.
    ///
    /// Emits {OrderPlaced}, {OfferMatched} per offer, and {BudgetReserved} elsewhere.
    function placeOrder(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers,
        Permit calldata permit
    ) external nonReentrant whenNotPaused returns (uint256 orderId) {
        uint128 totalWei;
        (orderId, totalWei) = _place(request, offers, msg.sender);
        _pull(totalWei, permit);
    }

    /// @inheritdoc IMarket
    /// @dev The authorization's nonce is the hash of the order, so a relayer can only delay it. Requirements and events as
    /// {placeOrder}, with the token's own check of the signature over exactly the total.
    function placeOrderWithAuthorization(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers,
        address buyer,
        Authorization calldata authorization
    ) external nonReentrant whenNotPaused returns (uint256 orderId) {
        uint128 totalWei;
        (orderId, totalWei) = _place(request, offers, buyer);
        uint256 beforeWei = TOKEN.balanceOf(address(this));
        IERC3009(address(TOKEN)).receiveWithAuthorization(
            buyer,
            address(this),
            totalWei,
            authorization.validAfter,
            authorization.validBefore,
            authorizationNonce(request, offers),
            authorization.v,
            authorization.r,
            authorization.s
        );
        _requireArrived(beforeWei, totalWei);
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: not paused; caller is the buyer; order SETTLED or RELEASED on these terms and paid out by this
    /// settlement; permit valid in the EHDS lane; payment as in {placeOrder}. The provider has no say: the right to renew
    /// is part of the sale.
    ///
    /// Emits {OrderRenewed}, and {AccessExtended} elsewhere.
    function renew(
        uint256 orderId,
        Terms calldata terms,
        Settlement calldata settlement,
        Permit calldata permit
    ) external nonReentrant whenNotPaused returns (uint256 renewalId) {
        OrderStatus status = _requireHash(orderId, MarketRecords.hash(settlement));
        if (status != OrderStatus.SETTLED && status != OrderStatus.RELEASED) revert OrderWrongStatus(orderId, status);
        if (settlement.termsHash != MarketRecords.hash(terms)) revert OrderTermsMismatch(orderId);
        if (msg.sender != terms.buyer) revert OrderNotBuyer(orderId, msg.sender);
        if (terms.permitId != 0) PERMITS.check(terms.permitId, terms.buyer, terms.purpose, terms.datasetIds);

        Settlement memory renewal = settlement;
        renewal.settledAt = uint40(block.timestamp);
        uint128 renewalWei;
        (renewal.amountsWei, renewalWei) = FeeSplit.renewal(terms, settlement.amountsWei);
        bytes memory encoded = abi.encode(renewal);
        renewalId = _newOrder(OrderStatus.SETTLED, keccak256(encoded));
        MarketRecords.logRenewed(renewalId, orderId, encoded);
        ACCESS_TOKEN.extend(orderId, terms.accessSeconds);
        _pull(renewalWei, permit);
    }

    /// @inheritdoc IMarket
    /// @dev Never paused. Requirements: order escrowed on these terms; job FAILED, or past its deadline (then it is failed
    /// here).
    ///
    /// Emits {OrderRefunded}, and maybe {JobFailed} elsewhere.
    function refund(uint256 orderId, Terms calldata terms) external nonReentrant {
        bytes32 digest = MarketRecords.hash(terms);
        _require(orderId, OrderStatus.ESCROWED, digest);
        IJobRegistry jobs = IJobRegistry(wiredTo());
        // An escrowed order's job is not FINALISED: finalise settles in the same transaction.
        bool hasFailed = jobs.stateOf(orderId) == IJobRegistry.State.FAILED;
        if (!hasFailed) {
            if (block.timestamp <= terms.deadline) revert OrderNotRefundable(orderId);
            jobs.expire(orderId, terms);
        }
        _write(orderId, OrderStatus.REFUNDED, digest);
        emit OrderRefunded(orderId, terms.buyer, terms.totalWei);
        TOKEN.safeTransfer(terms.buyer, terms.totalWei);
    }

    /// @inheritdoc IMarket
    /// @dev Calls no contract but the access token, which calls nothing: no guard needed.
    ///
    /// Requirements: caller is the JobRegistry (by address, so that no role can divert an escrow); order escrowed on these
    /// terms.
    ///
    /// Emits {OrderSettled}, and {AccessGranted} elsewhere.
    function settle(
        uint256 orderId,
        Terms calldata terms,
        address[3] calldata nodes,
        address evaluator,
        uint8 droppedMask
    ) external {
        if (msg.sender != wiredTo()) revert AccessManagedUnauthorized(msg.sender);
        Settlement memory settlement;
        settlement.termsHash = MarketRecords.hash(terms);
        _require(orderId, OrderStatus.ESCROWED, settlement.termsHash);
        (settlement.buyer, settlement.settledAt) = (terms.buyer, uint40(block.timestamp));
        (settlement.payees, settlement.amountsWei) = FeeSplit.split(terms, nodes, evaluator, droppedMask);
        bytes memory encoded = abi.encode(settlement);
        _write(orderId, OrderStatus.SETTLED, keccak256(encoded));
        MarketRecords.logSettled(orderId, encoded);
        uint64 accessUntil = uint64(block.timestamp) + terms.accessSeconds;
        ACCESS_TOKEN.grant(orderId, terms.buyer, terms.purpose, accessUntil);
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: caller is the Disputes contract; order SETTLED by this settlement; its window is open, so that
    /// nothing was paid out yet.
    ///
    /// Emits {OrderDisputed}.
    function dispute(uint256 orderId, Settlement calldata settlement) external {
        if (msg.sender != DISPUTES) revert AccessManagedUnauthorized(msg.sender);
        bytes32 digest = MarketRecords.hash(settlement);
        _require(orderId, OrderStatus.SETTLED, digest);
        uint256 closedAt = settlement.settledAt + DISPUTE_WINDOW_SECONDS;
        if (block.timestamp > closedAt) revert OrderDisputeWindowClosed(orderId, closedAt);
        _write(orderId, OrderStatus.DISPUTED, digest);
        emit OrderDisputed(orderId);
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: caller is the Disputes contract; order DISPUTED with this settlement.
    ///
    /// Emits {OrderRefunded}, and {AccessRevoked} elsewhere; or {OrderReleased}.
    function resolve(uint256 orderId, Settlement calldata settlement, bool upheld) external nonReentrant {
        if (msg.sender != DISPUTES) revert AccessManagedUnauthorized(msg.sender);
        bytes32 digest = MarketRecords.hash(settlement);
        _require(orderId, OrderStatus.DISPUTED, digest);
        if (!upheld) {
            _write(orderId, OrderStatus.RELEASED, digest);
            emit OrderReleased(orderId);
            return;
        }
        _write(orderId, OrderStatus.REFUNDED, digest);
        uint128 totalWei = 0;
        for (uint256 i = 0; i < settlement.amountsWei.length; ++i) totalWei += settlement.amountsWei[i];
        emit OrderRefunded(orderId, settlement.buyer, totalWei);
        ACCESS_TOKEN.revoke(orderId);
        TOKEN.safeTransfer(settlement.buyer, totalWei);
    }

    /// @inheritdoc IOffers
    /// @dev Requirements: caller owns the dataset. Emits {OfferCancelled}.
    function cancelOffer(Offer calldata offer) external {
        if (IERC721(address(DATASETS)).ownerOf(offer.datasetId) != msg.sender) {
            revert OfferNotOwner(offer.datasetId, msg.sender);
        }
        _cancel(offer);
    }

    /// @inheritdoc IMarket
    function quote(
        uint256[] calldata datasetIds,
        uint32 rows
    ) external view returns (uint256 totalWei, Fees memory fees) {
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            IDatasetRegistry.Dataset memory dataset = DATASETS.datasetOf(datasetIds[i]);
            totalWei += dataset.priceWei + uint256(dataset.rowPriceWei) * rows;
        }
        fees = Fees(_treasuryBps, _workerBps, _evaluatorBps);
    }

    /// @notice The contracts this one calls, beside the JobRegistry ({wiredTo}).
    function wiring()
        external
        view
        returns (
            address datasets,
            address consents,
            address permits,
            address ledger,
            address accessToken,
            address disputes
        )
    {
        return (
            address(DATASETS),
            address(CONSENTS),
            address(PERMITS),
            address(LEDGER),
            address(ACCESS_TOKEN),
            DISPUTES
        );
    }

    /// @inheritdoc IMarket
    function authorizationNonce(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers
    ) public view returns (bytes32) {
        return keccak256(abi.encode(address(this), request, offers));
    }

    /// @dev Everything but the payment. Emits {OrderPlaced} and {OfferMatched}.
    function _place(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers,
        address buyer
    ) private returns (uint256 orderId, uint128 totalWei) {
        Terms memory terms = TermsBuilder.start(request, buyer, ORDER_WINDOW_SECONDS);
        CONSENTS.requireAllActive(terms.datasetIds);
        bool isEhds = _addDatasets(terms, request.rows, offers);
        if (isEhds) {
            (terms.permitVersion, terms.treasury) = PERMITS.check(
                terms.permitId,
                buyer,
                terms.purpose,
                terms.datasetIds
            );
        } else {
            TermsBuilder.setFees(terms, _treasuryBps, _workerBps, _evaluatorBps, _treasury);
        }
        totalWei = terms.totalWei;
        if (totalWei > request.maxPriceWei) revert OrderPriceAboveLimit(totalWei, request.maxPriceWei);

        bytes memory encoded = abi.encode(terms);
        orderId = _newOrder(OrderStatus.ESCROWED, keccak256(encoded));
        MarketRecords.logPlaced(orderId, buyer, request.clientOrderId, encoded);
        LEDGER.reserve(terms.datasetIds, orderId, buyer, terms.rhoMicro);
    }

    /// @dev Emits {OfferMatched}.
    function _addDatasets(
        Terms memory terms,
        uint256 rows,
        IOffers.SignedOffer[] calldata offers
    ) private returns (bool isEhds) {
        uint256 matched = 0;
        bytes32 schemaDigest;
        for (uint256 i = 0; i < terms.datasetIds.length; ++i) {
            uint256 datasetId = terms.datasetIds[i];
            IDatasetRegistry.Dataset memory dataset = DATASETS.datasetOf(datasetId);
            if (i == 0) {
                schemaDigest = dataset.schemaDigest;
                isEhds = dataset.lane == IDatasetRegistry.Lane.EHDS;
            } else if (dataset.schemaDigest != schemaDigest && terms.datasetIds.length != LINKED_DATASETS) {
                revert OrderSchemaMismatch(datasetId);
            }
            // Offers come in the order of the datasets they are for, at most one each.
            bool hasOffer = matched < offers.length && offers[matched].offer.datasetId == datasetId;
            if (hasOffer) {
                _match(offers[matched], dataset, terms.buyer, _nextOrderId());
                TermsBuilder.applyOffer(dataset, offers[matched].offer);
                ++matched;
            }
            TermsBuilder.add(terms, i, dataset, rows, isEhds, hasOffer);
        }
        if (matched != offers.length) revert OfferNotForDataset(offers[matched].offer.datasetId);
    }

    /// @dev Uses the permit if there is one, pulls the amount, checks that exactly it arrived.
    function _pull(uint128 amountWei, Permit calldata permit) private {
        if (permit.deadline != 0) {
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
        }
        if (amountWei == 0) return;
        uint256 beforeWei = TOKEN.balanceOf(address(this));
        TOKEN.safeTransferFrom(msg.sender, address(this), amountWei);
        _requireArrived(beforeWei, amountWei);
    }

    function _requireArrived(uint256 beforeWei, uint256 amountWei) private view {
        uint256 receivedWei = TOKEN.balanceOf(address(this)) - beforeWei;
        if (receivedWei != amountWei) revert OrderDepositMismatch(amountWei, receivedWei);
    }
}
