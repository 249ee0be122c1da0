// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {HashedRecord} from "../storage/HashedRecord.sol";
import {IMarket} from "./IMarket.sol";
import {MarketRecords} from "./MarketRecords.sol";

/// @title OrderBook
/// @notice The market's records: one word per order or renewal, and how the next ones are charged.
/// @dev Storage slot 0 is full on purpose: authority (20 bytes) and its flag, paused, three fees, the counter. An order
/// reads and writes all of it with one cold access.
abstract contract OrderBook is IMarket, AccessManaged, Pausable {
    using HashedRecord for bytes32;

    /// @notice Highest sum of fees in basis points: providers always keep at least half.
    uint256 public constant FEES_MAX_BPS = 5_000;

    uint16 internal _treasuryBps;
    uint16 internal _workerBps;
    uint16 internal _evaluatorBps;
    uint32 private _orderCount;

    address internal _treasury;
    mapping(uint256 orderId => bytes32) private _records;

    /// @notice Sets fees of future commercial orders and the account that gets the treasury's share.
    /// @dev Requirements: caller holds TREASURER; fees add up to at most {FEES_MAX_BPS}; treasury is not zero.
    ///
    /// Emits {FeesChanged}.
    function setFees(Fees calldata fees, address treasury_) external restricted {
        _setFees(fees, treasury_);
    }

    /// @notice Stops new orders and renewals; refunds, settlement and claims go on.
    /// @dev Requirements: caller holds GUARDIAN. Emits {Paused}.
    function pause() external restricted {
        _pause();
    }

    /// @notice Requirements: caller holds GUARDIAN. Emits {Unpaused}.
    function unpause() external restricted {
        _unpause();
    }

    /// @inheritdoc IMarket
    function statusOf(uint256 orderId) external view returns (OrderStatus) {
        return OrderStatus(_records[orderId].statusOf());
    }

    /// @inheritdoc IMarket
    function recordOf(uint256 orderId) external view returns (bytes32 record) {
        return _records[orderId];
    }

    /// @inheritdoc IMarket
    function requireEscrowed(uint256 orderId, Terms calldata terms) external view {
        _require(orderId, OrderStatus.ESCROWED, MarketRecords.hash(terms));
    }

    /// @inheritdoc IMarket
    function orderCount() external view returns (uint256) {
        return _orderCount;
    }

    /// @return the account that gets the treasury's share of future commercial orders
    function treasury() external view returns (address) {
        return _treasury;
    }

    /// @dev Emits {FeesChanged}.
    function _setFees(Fees memory fees, address treasury_) internal {
        uint256 totalBps = uint256(fees.treasuryBps) + fees.workerBps + fees.evaluatorBps;
        if (totalBps > FEES_MAX_BPS) revert FeesTooHigh(totalBps);
        if (treasury_ == address(0)) revert FeesTreasuryZero();
        (_treasuryBps, _workerBps, _evaluatorBps) = (fees.treasuryBps, fees.workerBps, fees.evaluatorBps);
        _treasury = treasury_;
        emit FeesChanged(fees, treasury_);
    }

    function _newOrder(OrderStatus status, bytes32 digest) internal returns (uint256 orderId) {
        orderId = ++_orderCount;
        _records[orderId] = HashedRecord.pack(uint8(status), digest);
    }

    /// @return the id that the next order will get
    function _nextOrderId() internal view returns (uint256) {
        return _orderCount + 1;
    }

    function _write(uint256 orderId, OrderStatus status, bytes32 digest) internal {
        _records[orderId] = HashedRecord.pack(uint8(status), digest);
    }

    /// @dev Reverts unless the order has this status and stands for this hash.
    function _require(uint256 orderId, OrderStatus status, bytes32 digest) internal view {
        OrderStatus actual = _requireHash(orderId, digest);
        if (actual != status) revert OrderWrongStatus(orderId, actual);
    }

    /// @dev Reverts unless the order stands for this hash.
    function _requireHash(uint256 orderId, bytes32 digest) internal view returns (OrderStatus status) {
        bytes32 record = _records[orderId];
        status = OrderStatus(record.statusOf());
        if (status == OrderStatus.NONE || !record.matches(digest)) {
            // A settled order's terms no longer match: say where it stands, that is what the caller can act on.
            if (status != OrderStatus.ESCROWED) revert OrderWrongStatus(orderId, status);
            revert OrderTermsMismatch(orderId);
        }
    }
}
