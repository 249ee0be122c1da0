// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IMarket} from "./IMarket.sol";
import {MarketRecords} from "./MarketRecords.sol";
import {OrderBook} from "./OrderBook.sol";

/// @title Payouts
/// @notice Settling an order writes one word, whoever and how many are paid. Each payee fetches its share when it wants
/// to, for many orders in one transfer, so no payee can hold up another.
abstract contract Payouts is OrderBook, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IERC20 internal immutable TOKEN;
    uint64 internal immutable DISPUTE_WINDOW_SECONDS;

    /// @dev Bits per order: providers (8), nodes (3), evaluator, treasury, so 13 at most.
    uint256 private constant ORDER_BITS = 16;

    uint256 private _feesRetainedWei;
    /// @dev Sixteen orders share a word, so most claims find it in use.
    mapping(uint256 word => uint256 bitmap) private _claimed;

    constructor(IERC20 token, uint64 disputeWindowSeconds_) {
        TOKEN = token;
        DISPUTE_WINDOW_SECONDS = disputeWindowSeconds_;
    }

    /// @inheritdoc IMarket
    /// @dev Never paused. Requirements: the three lists have one length, at least one; all positions belong to one
    /// payee; each order is RELEASED, or SETTLED with its dispute window over; no position was claimed before.
    ///
    /// Emits {PayoutClaimed} for each.
    function claim(
        uint256[] calldata orderIds,
        Settlement[] calldata settlements,
        uint256[] calldata indices
    ) external nonReentrant returns (uint128 amountWei) {
        if (orderIds.length != settlements.length || orderIds.length != indices.length || orderIds.length == 0) {
            revert OrderValueOutOfRange();
        }
        address payee = _payeeOf(orderIds[0], settlements[0], indices[0]);
        for (uint256 i = 0; i < orderIds.length; ++i) {
            if (_payeeOf(orderIds[i], settlements[i], indices[i]) != payee) {
                revert PayoutUnknown(orderIds[i], indices[i]);
            }
            amountWei += _take(orderIds[i], settlements[i], indices[i]);
        }
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

    function _take(uint256 orderId, Settlement calldata settlement, uint256 index) private returns (uint128 amountWei) {
        OrderStatus status = _requireHash(orderId, MarketRecords.hash(settlement));
        if (status == OrderStatus.SETTLED) {
            uint256 closedAt = settlement.settledAt + DISPUTE_WINDOW_SECONDS;
            if (block.timestamp <= closedAt) revert OrderDisputeWindowOpen(orderId, closedAt + 1);
        } else if (status != OrderStatus.RELEASED) {
            revert OrderWrongStatus(orderId, status);
        }
        uint256 bitmap = _claimed[orderId / ORDER_BITS];
        uint256 bit = 1 << ((orderId % ORDER_BITS) * ORDER_BITS + index);
        if (bitmap & bit != 0) revert PayoutAlreadyClaimed(orderId, index);
        _claimed[orderId / ORDER_BITS] = bitmap | bit;
        amountWei = settlement.amountsWei[index];
        address payee = settlement.payees[index];
        // The treasury is last. An access body's cost line is not a fee retained.
        if (index + 1 == settlement.payees.length && payee == _treasury) _feesRetainedWei += amountWei;
        emit PayoutClaimed(orderId, index, payee, amountWei);
    }

    function _payeeOf(
        uint256 orderId,
        Settlement calldata settlement,
        uint256 index
    ) private pure returns (address) {
        if (index >= settlement.payees.length) revert PayoutUnknown(orderId, index);
        return settlement.payees[index];
    }
}
