// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IMarket} from "./IMarket.sol";
import {MarketRecords} from "./MarketRecords.sol";
import {OrderBook} from "./OrderBook.sol";

/// @title Payouts
/// @notice Settling an order writes one word, whoever and how many are paid. Each payee fetches its share when it wants
/// to, for many orders in one transfer, so no payee can hold up another.
abstract contract Payouts is OrderBook {
    using SafeERC20 for IERC20;

    IERC20 internal immutable TOKEN;
    uint64 internal immutable DISPUTE_WINDOW_SECONDS;

    /// @dev Bits per order: providers (8), a refund, nodes (3), evaluator, treasury, so 14 at most.
    uint256 private constant ORDER_BITS = 16;

    uint256 private _feesRetainedWei;
    /// @dev Sixteen orders share a word, so most claims find it in use.
    mapping(uint256 word => uint256 bitmap) private _claimed;

    constructor(IERC20 token, uint64 disputeWindowSeconds_) {
        TOKEN = token;
        DISPUTE_WINDOW_SECONDS = disputeWindowSeconds_;
    }

    /// @inheritdoc IMarket
    /// @dev Never paused. No guard: everything is written before the one transfer.
    ///
    /// Requirements: the three lists have one length, at least one; all positions belong to one payee; each order is
    /// RELEASED, or SETTLED with its dispute window over; no position was claimed before.
    ///
    /// Emits {PayoutClaimed} for each.
    function claim(
        uint256[] calldata orderIds,
        Settlement[] calldata settlements,
        uint256[] calldata indices
    ) external returns (uint128 amountWei) {
        uint256 count = orderIds.length;
        if (count != settlements.length || count != indices.length || count == 0) revert OrderValueOutOfRange();
        address payee = address(0);
        for (uint256 i = 0; i < count; ++i) {
            (address next, uint128 nextWei) = _take(orderIds[i], settlements[i], indices[i]);
            if (i == 0) payee = next;
            else if (next != payee) revert PayoutUnknown(orderIds[i], indices[i]);
            amountWei += nextWei;
        }
        TOKEN.safeTransfer(payee, amountWei);
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: as {claim}. Emits {PayoutClaimed}.
    function claimOne(
        uint256 orderId,
        Settlement calldata settlement,
        uint256 index
    ) external returns (uint128 amountWei) {
        address payee;
        (payee, amountWei) = _take(orderId, settlement, index);
        TOKEN.safeTransfer(payee, amountWei);
    }

    /// @inheritdoc IMarket
    /// @dev Requirements: caller is the buyer; order SETTLED. Emits {OrderReleased}.
    function release(uint256 orderId, Settlement calldata settlement) external {
        bytes32 digest = MarketRecords.hash(settlement);
        _require(orderId, OrderStatus.SETTLED, digest);
        if (msg.sender != settlement.buyer) revert OrderNotBuyer(orderId, msg.sender);
        _write(orderId, OrderStatus.RELEASED, digest);
        emit OrderReleased(orderId);
    }

    /// @inheritdoc IMarket
    function claimedOf(uint256 orderId) external view returns (uint256) {
        return uint16(_claimed[orderId / ORDER_BITS] >> ((orderId % ORDER_BITS) * ORDER_BITS));
    }

    /// @inheritdoc IMarket
    function feesRetainedWei() external view returns (uint256) {
        return _feesRetainedWei;
    }

    /// @inheritdoc IMarket
    function paymentToken() external view returns (address) {
        return address(TOKEN);
    }

    /// @inheritdoc IMarket
    function disputeWindowSeconds() external view returns (uint64) {
        return DISPUTE_WINDOW_SECONDS;
    }

    function _take(
        uint256 orderId,
        Settlement calldata settlement,
        uint256 index
    ) private returns (address payee, uint128 amountWei) {
        OrderStatus status = _requireHash(orderId, MarketRecords.hash(settlement));
        if (status == OrderStatus.SETTLED) {
            uint256 closedAt = settlement.settledAt + DISPUTE_WINDOW_SECONDS;
            if (block.timestamp <= closedAt) revert OrderDisputeWindowOpen(orderId, closedAt + 1);
        } else if (status != OrderStatus.RELEASED) {
            revert OrderWrongStatus(orderId, status);
        }
        uint256 count = settlement.payees.length;
        if (index >= count) revert PayoutUnknown(orderId, index);
        uint256 bitmap = _claimed[orderId / ORDER_BITS];
        uint256 bit = 1 << ((orderId % ORDER_BITS) * ORDER_BITS + index);
        if (bitmap & bit != 0) revert PayoutAlreadyClaimed(orderId, index);
        _claimed[orderId / ORDER_BITS] = bitmap | bit;
        (payee, amountWei) = (settlement.payees[index], settlement.amountsWei[index]);
        // The treasury is last. An access body's cost line is not a fee retained.
        if (index + 1 == count && payee == _treasury) _feesRetainedWei += amountWei;
        emit PayoutClaimed(orderId, index, payee, amountWei);
    }
}
