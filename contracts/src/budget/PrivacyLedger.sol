// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Callers} from "../access/Callers.sol";
import {IPrivacyLedger} from "./IPrivacyLedger.sol";

/// @title PrivacyLedger
/// @notice Keeps spent + reserved <= cap for every dataset, and the same for each buyer where a dataset has a bound per
/// buyer. zCDP adds up linearly over releases (Bun and Steinke 2016, Lemma 1.7), so plain integer addition is the whole
/// accountant; callers round micro-rho up.
/// @dev A dataset takes one slot. Nothing is kept per order: the callers hand back datasets, buyer and rho of an order
/// and answer, by its hash, for their being the same.
contract PrivacyLedger is IPrivacyLedger, Callers {
    mapping(uint256 datasetId => Budget) private _budgets;
    /// @dev Written only where a dataset has a bound per buyer. Whether it has one is fixed when the budget is opened.
    mapping(uint256 datasetId => mapping(address buyer => uint64 usedMicro)) private _used;

    /// @param authority AccessManager whose admin says which contracts may write
    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IPrivacyLedger
    /// @dev A `perBuyerMicro` of zero, or above the cap, means no bound per buyer.
    ///
    /// Requirements: caller is on the list; the budget is not open yet; `capMicro` is not zero.
    ///
    /// Emits {BudgetOpened}.
    function open(uint256 datasetId, uint64 capMicro, uint64 perBuyerMicro) external onlyCallers {
        if (capMicro == 0) revert BudgetZero();
        Budget storage budget = _budgets[datasetId];
        if (budget.capMicro != 0) revert BudgetAlreadyOpen(datasetId);
        uint64 boundMicro = perBuyerMicro == 0 || perBuyerMicro > capMicro ? capMicro : perBuyerMicro;
        (budget.capMicro, budget.perBuyerMicro) = (capMicro, boundMicro);
        emit BudgetOpened(datasetId, capMicro, boundMicro);
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev What was spent stays spent: privacy loss does not expire, only new records bring new budget. A bound per
    /// buyer below the cap stays where it is.
    ///
    /// Requirements: caller is on the list and has just published `version`; the budget is open; `addedMicro` is not
    /// zero; the cap stays below 2^64.
    ///
    /// Emits {BudgetToppedUp}.
    function topUp(uint256 datasetId, uint32 version, uint64 addedMicro) external onlyCallers {
        if (addedMicro == 0) revert BudgetZero();
        Budget storage budget = _budgets[datasetId];
        uint64 beforeMicro = budget.capMicro;
        if (beforeMicro == 0) revert BudgetNotOpen(datasetId);
        uint64 capMicro = beforeMicro + addedMicro;
        bool isBounded = budget.perBuyerMicro < beforeMicro;
        budget.capMicro = capMicro;
        if (!isBounded) budget.perBuyerMicro = capMicro;
        emit BudgetToppedUp(datasetId, version, addedMicro, capMicro);
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller is on the list; `rhoMicro` is not zero; every dataset is open and has that much left,
    /// for everyone and for the buyer.
    ///
    /// Emits {BudgetReserved} per dataset.
    function reserve(
        uint256[] calldata datasetIds,
        uint256 orderId,
        address buyer,
        uint64 rhoMicro
    ) external onlyCallers {
        if (rhoMicro == 0) revert BudgetZero();
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            Budget storage budget = _budgets[datasetId];
            (uint64 capMicro, uint64 reservedMicro) = (budget.capMicro, budget.reservedMicro);
            (uint64 spentMicro, uint64 perBuyerMicro) = (budget.spentMicro, budget.perBuyerMicro);
            if (capMicro == 0) revert BudgetNotOpen(datasetId);
            unchecked {
                // Never negative: spent + reserved <= cap is what this contract keeps. The sum stays at or below the cap.
                uint64 availableMicro = capMicro - spentMicro - reservedMicro;
                if (rhoMicro > availableMicro) revert BudgetExceeded(datasetId, rhoMicro, availableMicro);
                budget.reservedMicro = reservedMicro + rhoMicro;
            }
            if (perBuyerMicro < capMicro) _use(datasetId, buyer, rhoMicro, perBuyerMicro);
            emit BudgetReserved(datasetId, orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller is on the list; every dataset has at least that much reserved.
    ///
    /// Emits {BudgetCharged} per dataset.
    function charge(uint256[] calldata datasetIds, uint256 orderId, uint64 rhoMicro) external onlyCallers {
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            Budget storage budget = _budgets[datasetId];
            (uint64 reservedMicro, uint64 spentMicro) = (budget.reservedMicro, budget.spentMicro);
            if (rhoMicro > reservedMicro) revert BudgetNotReserved(datasetId, rhoMicro, reservedMicro);
            unchecked {
                // Moves what was checked to be there; the sum of both does not change, so it stays at or below the cap.
                (budget.reservedMicro, budget.spentMicro) = (reservedMicro - rhoMicro, spentMicro + rhoMicro);
            }
            emit BudgetCharged(datasetId, orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    /// @dev Requirements: caller is on the list; every dataset has at least that much reserved, and the buyer uses at
    /// least that much of it.
    ///
    /// Emits {BudgetReleased} per dataset.
    function release(
        uint256[] calldata datasetIds,
        uint256 orderId,
        address buyer,
        uint64 rhoMicro
    ) external onlyCallers {
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            Budget storage budget = _budgets[datasetId];
            uint64 reservedMicro = budget.reservedMicro;
            bool isBounded = budget.perBuyerMicro < budget.capMicro;
            if (rhoMicro > reservedMicro) revert BudgetNotReserved(datasetId, rhoMicro, reservedMicro);
            unchecked {
                // Checked in the line above.
                budget.reservedMicro = reservedMicro - rhoMicro;
            }
            if (isBounded) _giveBack(datasetId, buyer, rhoMicro);
            emit BudgetReleased(datasetId, orderId, rhoMicro);
        }
    }

    /// @inheritdoc IPrivacyLedger
    function budgetOf(uint256 datasetId) external view returns (Budget memory) {
        return _budgets[datasetId];
    }

    /// @inheritdoc IPrivacyLedger
    function usedBy(uint256 datasetId, address buyer) external view returns (uint64) {
        return _used[datasetId][buyer];
    }

    function _use(uint256 datasetId, address buyer, uint64 rhoMicro, uint64 perBuyerMicro) private {
        uint64 usedMicro = _used[datasetId][buyer];
        unchecked {
            // Never negative: used <= perBuyer is kept here, and a bound per buyer never falls.
            uint64 availableMicro = perBuyerMicro - usedMicro;
            if (rhoMicro > availableMicro) revert BudgetBuyerExceeded(datasetId, buyer, rhoMicro, availableMicro);
            _used[datasetId][buyer] = usedMicro + rhoMicro;
        }
    }

    function _giveBack(uint256 datasetId, address buyer, uint64 rhoMicro) private {
        uint64 usedMicro = _used[datasetId][buyer];
        if (rhoMicro > usedMicro) revert BudgetNotReserved(datasetId, rhoMicro, usedMicro);
        unchecked {
            // Checked in the line above.
            _used[datasetId][buyer] = usedMicro - rhoMicro;
        }
    }
}
