// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IPrivacyLedger
/// @notice Budget of each dataset in micro-rho of zCDP. Always spent + reserved <= cap.
interface IPrivacyLedger {
    struct Budget {
        uint64 capMicro;
        uint64 reservedMicro;
        uint64 spentMicro;
    }

    event BudgetOpened(uint256 indexed datasetId, uint64 capMicro);
    event BudgetReserved(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    event BudgetCharged(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    event BudgetReleased(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);

    error BudgetExceeded(uint256 datasetId, uint64 requestedMicro, uint64 availableMicro);
    error BudgetAlreadyOpen(uint256 datasetId);
    error BudgetZero();
    error BudgetAlreadyReserved(uint256 orderId);
    error BudgetDatasetsInvalid();
    error BudgetNotReserved(uint256 datasetId, uint256 orderId);

    function open(uint256 datasetId, uint64 capMicro) external;

    function reserve(uint256[] calldata datasetIds, uint256 orderId, uint64 rhoMicro) external;

    function charge(uint256[] calldata datasetIds, uint256 orderId) external;

    function release(uint256[] calldata datasetIds, uint256 orderId) external;

    function budgetOf(uint256 datasetId) external view returns (Budget memory);

    /// @return rhoMicro what the order still holds reserved on the dataset (0 after charge or release)
    function reservationOf(uint256 datasetId, uint256 orderId) external view returns (uint64 rhoMicro);
}
