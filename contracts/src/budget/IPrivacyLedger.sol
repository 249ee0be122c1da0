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

    event BudgetOpened(uint256 indexed datasetId, uint64 capMicro, uint64 perBuyerMicro);
    event BudgetToppedUp(uint256 indexed datasetId, uint32 version, uint64 addedMicro, uint64 capMicro);
    event BudgetReserved(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    event BudgetCharged(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);
    event BudgetReleased(uint256 indexed datasetId, uint256 indexed orderId, uint64 rhoMicro);

    error BudgetExceeded(uint256 datasetId, uint64 requestedMicro, uint64 availableMicro);
    error BudgetBuyerExceeded(uint256 datasetId, address buyer, uint64 requestedMicro, uint64 availableMicro);
    error BudgetAlreadyOpen(uint256 datasetId);
    error BudgetNotOpen(uint256 datasetId);
    error BudgetZero();
    error BudgetNotReserved(uint256 datasetId, uint64 rhoMicro, uint64 reservedMicro);

    function open(uint256 datasetId, uint64 capMicro, uint64 perBuyerMicro) external;

    function topUp(uint256 datasetId, uint32 version, uint64 addedMicro) external;

    function reserve(uint256[] calldata datasetIds, uint256 orderId, address buyer, uint64 rhoMicro) external;

    function charge(uint256[] calldata datasetIds, uint256 orderId, uint64 rhoMicro) external;

    function release(uint256[] calldata datasetIds, uint256 orderId, address buyer, uint64 rhoMicro) external;

    function budgetOf(uint256 datasetId) external view returns (Budget memory);

    /// @return micro-rho the buyer has reserved or spent on the dataset; 0 as long as the dataset has no bound per buyer
    function usedBy(uint256 datasetId, address buyer) external view returns (uint64);
}
