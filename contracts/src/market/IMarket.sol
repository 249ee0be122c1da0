// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IOffers} from "./IOffers.sol";

/// @title IMarket
/// @notice Orders over one or several datasets: terms snapshot, escrow, settlement, refund by anyone, renewal, payouts.
/// @dev The chain keeps one word per order: its status and the hash of what was agreed ({Terms}) or, once settled, of
/// who is owed what ({Settlement}). Callers hand the preimage back in; events carry it in full.
interface IMarket {
    /// @dev ESCROWED may become SETTLED or REFUNDED; SETTLED may become DISPUTED or RELEASED; DISPUTED becomes RELEASED
    /// or REFUNDED. Nothing moves back.
    enum OrderStatus {
        NONE,
        ESCROWED,
        SETTLED,
        DISPUTED,
        RELEASED,
        REFUNDED
    }

    /// @param datasetIds strictly ascending, one lane, same schemaDigest (of two: as the order spec says), 1..8 of them
    /// @param specDigest sha256 of the canonical order spec (symbolon-order)
    /// @param buyerKey X25519 public key the result is encrypted to
    /// @param clientOrderId makes two orders of one buyer distinct; part of the EIP-3009 nonce
    /// @param permitId data permit held by the buyer; 0 in the commercial lane
    /// @param maxPriceWei buyer's limit on the total; the order reverts above it
    /// @param rhoMicro budget asked of every dataset
    /// @param purpose exactly one bit, inside every dataset's mask and the permit's
    /// @param accessSeconds how long downloads stay allowed after finalise (60 s .. 10 years)
    struct OrderRequest {
        uint256[] datasetIds;
        bytes32 specDigest;
        bytes32 buyerKey;
        bytes32 clientOrderId;
        uint256 permitId;
        uint128 maxPriceWei;
        uint64 rhoMicro;
        uint32 purpose;
        uint32 rows;
        uint32 accessSeconds;
    }

    /// @notice EIP-2612. A zero `deadline` means: no permit, the allowance is there already.
    struct Permit {
        uint256 valueWei;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice EIP-3009 ReceiveWithAuthorization to the market; its nonce is {authorizationNonce} of the order.
    struct Authorization {
        uint256 validAfter;
        uint256 validBefore;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice Shares of future commercial orders in basis points; the EHDS lane has cost lines instead.
    struct Fees {
        uint16 treasuryBps;
        uint16 workerBps;
        uint16 evaluatorBps;
    }

    /// @notice What was sold, fixed at the order. Amounts are payment-token wei, times unix seconds.
    /// @param totalWei sum of everything: providers + workers + evaluator + treasury
    /// @param pricesWei price of each dataset; in the EHDS lane the part of it that is the holder's cost line. Providers
    /// share in this proportion
    /// @param providers who offered each dataset then; they are paid, whoever owns it later
    /// @param renewalWei price of one more access period
    /// @param treasury who gets `treasuryWei`: the market's treasury, or the access body that issued the permit
    /// @param permitVersion version of the permit the order stands on; 0 without permit
    struct Terms {
        address buyer;
        uint64 rhoMicro;
        uint32 rows;
        uint32 purpose;
        uint32 accessSeconds;
        uint40 deadline;
        uint32 permitVersion;
        uint256 permitId;
        bytes32 specDigest;
        bytes32 buyerKey;
        uint128 totalWei;
        uint128 workersWei;
        uint128 evaluatorWei;
        uint128 treasuryWei;
        uint128 renewalWei;
        address treasury;
        uint256[] datasetIds;
        uint32[] versions;
        uint128[] pricesWei;
        address[] providers;
    }

    /// @notice Who is owed what of a settled order or renewal.
    /// @param payees providers in the order's order, the buyer if datasets were dropped, nodes, evaluator, treasury
    /// @param amountsWei add up to what was escrowed; providers of dropped datasets get nothing, the buyer gets their prices
    struct Settlement {
        bytes32 termsHash;
        address buyer;
        uint40 settledAt;
        address[] payees;
        uint128[] amountsWei;
    }

    /// @notice An order was placed and paid into escrow.
    event OrderPlaced(uint256 indexed orderId, address indexed buyer, bytes32 indexed clientOrderId, Terms terms);
    /// @notice It is fixed who is owed what.
    event OrderSettled(uint256 indexed orderId, Settlement settlement);
    /// @notice `renewalId` is paid out like an order of its own; {IAccessToken-AccessExtended} says until when `orderId` is
    /// open now.
    event OrderRenewed(uint256 indexed renewalId, uint256 indexed orderId, Settlement settlement);
    /// @notice Payees need not wait any longer.
    event OrderReleased(uint256 indexed orderId);
    /// @notice The buyer contests the result; nobody is paid meanwhile.
    event OrderDisputed(uint256 indexed orderId);
    /// @notice The escrow went back to the buyer.
    event OrderRefunded(uint256 indexed orderId, address indexed buyer, uint128 totalWei);
    /// @notice A payee fetched its share.
    event PayoutClaimed(uint256 indexed orderId, uint256 index, address indexed payee, uint128 amountWei);
    /// @notice Fees of later orders changed.
    event FeesChanged(Fees fees, address treasury);

    /// @notice Thrown when what was handed in is not what the order stands for.
    error OrderTermsMismatch(uint256 orderId);
    /// @notice Thrown when the order is in another status.
    error OrderWrongStatus(uint256 orderId, OrderStatus status);
    /// @notice Thrown for no, too many, or unsorted datasets.
    error OrderDatasetsInvalid();
    /// @notice Thrown when the dataset cannot be ordered so.
    error OrderDatasetNotListed(uint256 datasetId);
    /// @notice Thrown when the dataset is in another lane than the first.
    error OrderLaneMixed(uint256 datasetId);
    /// @notice Thrown without a permit in the EHDS lane.
    error OrderPermitNeeded(uint256 datasetId);
    /// @notice Thrown for a permit in the commercial lane.
    error OrderPermitNotUsed(uint256 permitId);
    /// @notice Thrown when the dataset has another schema than the first.
    error OrderSchemaMismatch(uint256 datasetId);
    /// @notice Thrown when the purpose is not exactly one that is allowed.
    error OrderPurposeNotAllowed(uint256 datasetId, uint32 purpose);
    /// @notice Thrown when the total is above the buyer's limit.
    error OrderPriceAboveLimit(uint256 totalWei, uint256 maxPriceWei);
    /// @notice Thrown for no rows, no digest or key, an access period out of bounds, or lists of different lengths.
    error OrderValueOutOfRange();
    /// @notice Thrown while the job may still succeed.
    error OrderNotRefundable(uint256 orderId);
    /// @notice Thrown when the buyer provides the dataset.
    error OrderOwnDataset(uint256 datasetId);
    /// @notice Thrown when not exactly the amount arrived.
    error OrderDepositMismatch(uint256 expectedWei, uint256 receivedWei);
    /// @notice Thrown when somebody else than the buyer calls.
    error OrderNotBuyer(uint256 orderId, address caller);
    /// @notice Thrown while the buyer may still dispute.
    error OrderDisputeWindowOpen(uint256 orderId, uint256 claimableAt);
    /// @notice Thrown when the buyer comes too late.
    error OrderDisputeWindowClosed(uint256 orderId, uint256 closedAt);
    /// @notice Thrown for a share fetched before.
    error PayoutAlreadyClaimed(uint256 orderId, uint256 index);
    /// @notice Thrown for a position the settlement does not have, or another payee's.
    error PayoutUnknown(uint256 orderId, uint256 index);
    /// @notice Thrown when fees add up to more than providers can bear.
    error FeesTooHigh(uint256 totalBps);
    /// @notice Thrown for a treasury of zero.
    error FeesTreasuryZero();

    /// @notice One transaction: EIP-2612 permit in try/catch if there is one, then the allowance decides.
    function placeOrder(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers,
        Permit calldata permit
    ) external returns (uint256 orderId);

    /// @notice The same for `buyer`, who signed an EIP-3009 authorization over exactly this order. Anyone may relay it.
    function placeOrderWithAuthorization(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers,
        address buyer,
        Authorization calldata authorization
    ) external returns (uint256 orderId);

    /// @notice One more access period at the price fixed at the sale, less the part of datasets that were dropped, from now
    /// or from the end of the present one. Costs no privacy budget: nothing is measured again.
    function renew(
        uint256 orderId,
        Terms calldata terms,
        Settlement calldata settlement,
        Permit calldata permit
    ) external returns (uint256 renewalId);

    /// @notice Returns the escrow to the buyer of a FAILED job, or of one past its deadline and not finalised. Anyone.
    function refund(uint256 orderId, Terms calldata terms) external;

    /// @notice Pays what one payee is owed at the given positions of several orders, in one transfer. Anyone may call;
    /// money only goes to the payee.
    function claim(
        uint256[] calldata orderIds,
        Settlement[] calldata settlements,
        uint256[] calldata indices
    ) external returns (uint128 amountWei);

    /// @notice As {claim}, for one position of one order.
    function claimOne(
        uint256 orderId,
        Settlement calldata settlement,
        uint256 index
    ) external returns (uint128 amountWei);

    /// @notice The buyer is content: payees need not wait for the dispute window.
    function release(uint256 orderId, Settlement calldata settlement) external;

    /// @notice Fixes who is owed what and opens access. Only the JobRegistry.
    /// @param droppedMask bit i: the i-th dataset of the terms took no part in the job
    function settle(
        uint256 orderId,
        Terms calldata terms,
        address[3] calldata nodes,
        address evaluator,
        uint8 droppedMask
    ) external;

    /// @notice Holds a settled order back within the dispute window. Only the Disputes contract.
    function dispute(uint256 orderId, Settlement calldata settlement) external;

    /// @notice Ends a dispute: money and access go back to the buyer, or payees may claim. Only the Disputes contract.
    function resolve(uint256 orderId, Settlement calldata settlement, bool upheld) external;

    /// @return status of the order; NONE if there is none
    function statusOf(uint256 orderId) external view returns (OrderStatus);

    /// @return record status in the low 8 bits, above them the upper 248 bits of the keccak256 of the ABI-encoded
    /// {Terms} (ESCROWED) or {Settlement} (later)
    function recordOf(uint256 orderId) external view returns (bytes32 record);

    /// @notice Reverts unless the order is ESCROWED on exactly these terms.
    function requireEscrowed(uint256 orderId, Terms calldata terms) external view;

    /// @return orders and renewals ever placed; ids run from 1 to it
    function orderCount() external view returns (uint256);

    /// @return nonce that an EIP-3009 authorization of exactly this order must carry
    function authorizationNonce(
        OrderRequest calldata request,
        IOffers.SignedOffer[] calldata offers
    ) external view returns (bytes32);

    /// @return totalWei what an order of `rows` rows costs without offers
    function quote(
        uint256[] calldata datasetIds,
        uint32 rows
    ) external view returns (uint256 totalWei, Fees memory fees);

    /// @return bit i set: payout i of the order was claimed
    function claimedOf(uint256 orderId) external view returns (uint256);

    /// @return treasury shares paid out so far, in wei; what {IRewards} may emit is bounded by it
    function feesRetainedWei() external view returns (uint256);

    /// @return token that orders are paid in
    function paymentToken() external view returns (address);

    /// @return seconds from settlement in which the buyer may dispute
    function disputeWindowSeconds() external view returns (uint64);
}
