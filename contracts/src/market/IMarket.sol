// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IMarket
/// @notice Orders over one or several datasets: price snapshot, escrow, settlement, refund by anyone.
interface IMarket {
    enum OrderStatus {
        NONE,
        ESCROWED,
        SETTLED,
        REFUNDED
    }

    /// @param datasetIds strictly ascending, same schemaDigest, all LISTED, 1..8 of them
    /// @param specDigest sha256 of the canonical symbolon-order/1 document
    /// @param buyerKey X25519 public key the result is encrypted to
    /// @param rhoMicro budget asked of every dataset
    /// @param purpose exactly one bit, inside every dataset's mask
    /// @param accessSeconds how long downloads stay allowed after finalise (60 s .. 10 years)
    /// @param maxPriceWei buyer's limit on the total; the order reverts above it
    /// @param clientOrderId idempotency key, unique per buyer
    struct OrderRequest {
        uint256[] datasetIds;
        bytes32 specDigest;
        bytes32 buyerKey;
        uint64 rhoMicro;
        uint32 purpose;
        uint32 rows;
        uint64 accessSeconds;
        uint256 maxPriceWei;
        bytes32 clientOrderId;
    }

    struct Permit {
        uint256 valueWei;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    struct Fees {
        uint16 treasuryBps;
        uint16 workerBps;
        uint16 evaluatorBps;
    }

    struct Order {
        address buyer;
        OrderStatus status;
        uint64 rhoMicro;
        uint64 deadline;
        uint64 accessSeconds;
        uint32 purpose;
        uint32 rows;
        uint128 totalWei;
        Fees fees;
        bytes32 specDigest;
        bytes32 buyerKey;
        uint256[] datasetIds;
        uint128[] pricesWei;
    }

    /// @notice The part of an order that the JobRegistry needs, as it was sold.
    /// @param providers who offered each dataset when the order was placed; they are paid, whoever owns it later
    struct JobTerms {
        address buyer;
        uint64 deadline;
        uint64 accessSeconds;
        uint32 purpose;
        uint256[] datasetIds;
        address[] providers;
    }

    event OrderPlaced(
        uint256 indexed orderId,
        address indexed buyer,
        bytes32 specDigest,
        bytes32 buyerKey,
        uint256[] datasetIds,
        uint128[] pricesWei,
        uint128 totalWei,
        uint64 rhoMicro,
        uint32 purpose,
        uint32 rows,
        uint64 deadline
    );
    event OrderSettled(uint256 indexed orderId, uint128 totalWei);
    event OrderRefunded(uint256 indexed orderId, address indexed buyer, uint128 totalWei);
    event FeesChanged(Fees fees, address treasury);

    error OrderDuplicate(address buyer, bytes32 clientOrderId, uint256 orderId);
    error OrderDatasetsInvalid();
    error OrderDatasetNotListed(uint256 datasetId);
    error OrderSchemaMismatch(uint256 datasetId);
    error OrderPurposeNotAllowed(uint256 datasetId, uint32 purpose);
    error OrderPriceAboveLimit(uint256 totalWei, uint256 maxPriceWei);
    error OrderValueOutOfRange();
    error OrderUnknown(uint256 orderId);
    error OrderNotRefundable(uint256 orderId);
    error OrderNotEscrowed(uint256 orderId);
    error OrderOwnDataset(uint256 datasetId);
    error OrderDepositMismatch(uint256 expectedWei, uint256 receivedWei);
    error FeesTooHigh(uint256 totalBps);
    error FeesTreasuryZero();

    /// @notice Needs an allowance.
    function placeOrder(OrderRequest calldata request) external returns (uint256 orderId);

    /// @notice One signature, one transaction: EIP-2612 permit in try/catch, then the allowance decides.
    function placeOrderWithPermit(
        OrderRequest calldata request,
        Permit calldata permit
    ) external returns (uint256 orderId);

    /// @notice Returns the escrow to the buyer of a FAILED job, or of one past its deadline and not finalised. Anyone may call.
    function refund(uint256 orderId) external;

    /// @notice Splits the escrow into Rewards. Only the JobRegistry.
    function settle(uint256 orderId, address[] calldata nodes, address evaluator) external;

    function orderOf(uint256 orderId) external view returns (Order memory);

    function jobTermsOf(uint256 orderId) external view returns (JobTerms memory);

    /// @return orders ever placed; order ids run from 1 to it
    function orderCount() external view returns (uint256);

    function orderIdOf(address buyer, bytes32 clientOrderId) external view returns (uint256);

    function quote(uint256[] calldata datasetIds) external view returns (uint256 totalWei, Fees memory fees);

    function paymentToken() external view returns (address);
}
