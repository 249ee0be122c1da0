// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IPrivacyLedger
/// @notice Budget of each dataset in micro-rho of zCDP. Always spent + reserved <= cap, and per buyer likewise.
interface IPrivacyLedger {
    /// @param perBuyerMicro how much of the cap one buyer may use (reserved or spent); equals the cap if there is no
    /// narrower bound
    struct Budget {
        uint64 capMicro;
        uint64 reservedMicro;
        uint64 spentMicro;
        uint64 perBuyerMicro;
    }

    /// @notice A dataset's budget was opened.
    event BudgetOpened(uint256 indexed datasetId, uint64 capMicro, uint64 perBuyerMicro);
    /// @notice A new version of the dataset added to its budget.
    event BudgetToppedUp(uint256 indexed datasetId, uint32 version, uint64 addedMicro, uint64 capMicro);
    /// @notice An order reserved budget.
    event BudgetReserved(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    /// @notice A reservation became spent budget.
    event BudgetCharged(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    /// @notice A reservation was given back.
    event BudgetReleased(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);

    /// @notice Thrown when the dataset has less left than was asked.
    error BudgetExceeded(uint256 datasetId, uint64 requestedMicro, uint64 availableMicro);
    /// @notice Thrown when the buyer may use less of the dataset than was asked.
    error BudgetBuyerExceeded(uint256 datasetId, address buyer, uint64 requestedMicro, uint64 availableMicro);
    /// @notice Thrown when the budget was opened before.
    error BudgetAlreadyOpen(uint256 datasetId);
    /// @notice Thrown for a dataset without a budget.
    error BudgetNotOpen(uint256 datasetId);
    /// @notice Thrown for an amount of zero.
    error BudgetZero();
    /// @notice Thrown when less is reserved than is to be charged or released.
    error BudgetNotReserved(uint256 datasetId, uint64 rhoMicro, uint64 reservedMicro);

    /// @notice Opens a dataset's budget. Only a listed contract.
    function open(uint256 datasetId, uint64 capMicro, uint64 perBuyerMicro) external;

    /// @notice Adds to a dataset's budget, with a new version of it. Only a listed contract.
    function topUp(uint256 datasetId, uint32 version, uint64 addedMicro) external;

    /// @notice Reserves an order's budget on every dataset. Only a listed contract.
    function reserve(uint256[] calldata datasetIds, uint256 orderId, address buyer, uint64 rhoMicro) external;

    /// @notice Turns an order's reservation into spent budget. Only a listed contract.
    function charge(uint256[] calldata datasetIds, uint256 orderId, uint64 rhoMicro) external;

    /// @notice Gives an order's reservation back. Only a listed contract.
    function release(uint256[] calldata datasetIds, uint256 orderId, address buyer, uint64 rhoMicro) external;

    /// @return budget of the dataset; all zero if it has none
    function budgetOf(uint256 datasetId) external view returns (Budget memory);

    /// @return micro-rho the buyer has reserved or spent on the dataset; 0 as long as the dataset has no bound per buyer
    function usedBy(uint256 datasetId, address buyer) external view returns (uint64);
}
