// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IPrivacyLedger} from "./IPrivacyLedger.sol";
import {Reservation, ReservationLib} from "./Reservation.sol";

/// @title PrivacyLedger
/// @notice Keeps spent + reserved <= cap for every dataset. zCDP adds up linearly over releases (Bun and Steinke 2016,
/// Lemma 1.7), so plain integer addition is the whole accountant; callers round micro-rho up.
contract PrivacyLedger is IPrivacyLedger, AccessManaged {
    mapping(uint256 datasetId => Budget) private _budgets;
    mapping(uint256 orderId => Reservation) private _reservations;

    /// @param authority AccessManager that maps open to REGISTRY, reserve to MARKET, charge and release to JOBS
    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller holds REGISTRY; the budget is not open yet; `capMicro` is not zero. A budget is never
    /// raised: privacy loss does not expire.
    ///
    /// Emits {BudgetOpened}.
    function open(uint256 datasetId, uint64 capMicro) external restricted {
        if (capMicro == 0) revert BudgetZero();
        if (_budgets[datasetId].capMicro != 0) revert BudgetAlreadyOpen(datasetId);
        _budgets[datasetId].capMicro = capMicro;
        emit BudgetOpened(datasetId, capMicro);
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller holds MARKET; 1 to 8 datasets; `rhoMicro` is not zero and is available on every one;
    /// the order holds no reservation yet.
    ///
    /// Emits {BudgetReserved} per dataset.
    function reserve(uint256[] calldata datasetIds, uint256 orderId, uint64 rhoMicro) external restricted {
        if (rhoMicro == 0) revert BudgetZero();
        if (_reservations[orderId].rho() != 0) revert BudgetAlreadyReserved(orderId);
        _reservations[orderId] = ReservationLib.pack(datasetIds, rhoMicro);
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            Budget memory budget = _budgets[datasetId];
            // Never negative: spent + reserved <= cap is what this contract keeps.
            uint64 availableMicro = budget.capMicro - budget.spentMicro - budget.reservedMicro;
            if (rhoMicro > availableMicro) revert BudgetExceeded(datasetId, rhoMicro, availableMicro);
            _budgets[datasetId].reservedMicro = budget.reservedMicro + rhoMicro;
            emit BudgetReserved(datasetId, orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller holds JOBS; the ids are those the order reserved.
    ///
    /// Emits {BudgetCharged} per dataset.
    function charge(uint256[] calldata datasetIds, uint256 orderId) external restricted {
        uint64 rhoMicro = _clearReservation(datasetIds, orderId);
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            Budget storage budget = _budgets[datasetIds[i]];
            (budget.reservedMicro, budget.spentMicro) = (budget.reservedMicro - rhoMicro, budget.spentMicro + rhoMicro);
            emit BudgetCharged(datasetIds[i], orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller holds JOBS; the ids are those the order reserved.
    ///
    /// Emits {BudgetReleased} per dataset.
    function release(uint256[] calldata datasetIds, uint256 orderId) external restricted {
        uint64 rhoMicro = _clearReservation(datasetIds, orderId);
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            _budgets[datasetIds[i]].reservedMicro -= rhoMicro;
            emit BudgetReleased(datasetIds[i], orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    function budgetOf(uint256 datasetId) external view returns (Budget memory) {
        return _budgets[datasetId];
    }

    /// @inheritdoc IPrivacyLedger
    function reservationOf(uint256 datasetId, uint256 orderId) external view returns (uint64 rhoMicro) {
        Reservation reservation = _reservations[orderId];
        if (reservation.covers(datasetId)) rhoMicro = reservation.rho();
    }

    /// @dev Budgets move for all datasets of an order or for none: the ids must be those reserved, in their order.
    function _clearReservation(uint256[] calldata datasetIds, uint256 orderId) private returns (uint64 rhoMicro) {
        Reservation reservation = _reservations[orderId];
        rhoMicro = reservation.rho();
        bool isSame = Reservation.unwrap(ReservationLib.pack(datasetIds, rhoMicro)) == Reservation.unwrap(reservation);
        if (rhoMicro == 0 || !isSame) revert BudgetNotReserved(datasetIds[0], orderId);
        _reservations[orderId] = Reservation.wrap(0);
    }
}
