// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "./IPrivacyLedger.sol";

/// @notice What one order holds reserved, in one word: rhoMicro in bits 0..63, then up to eight dataset ids of 24 bits
/// each. Zero means nothing.
type Reservation is uint256;

using ReservationLib for Reservation global;

/// @title ReservationLib
/// @notice Packs and reads {Reservation}.
library ReservationLib {
    uint256 private constant RHO_BITS = 64;
    uint256 private constant ID_BITS = 24;
    uint256 private constant IDS_MAX = 8;

    /// @dev Requirements: 1 to 8 ids, each from 1 to 2^24 - 1.
    function pack(uint256[] calldata datasetIds, uint64 rhoMicro) internal pure returns (Reservation) {
        if (datasetIds.length == 0 || datasetIds.length > IDS_MAX) revert IPrivacyLedger.BudgetDatasetsInvalid();
        uint256 word = rhoMicro;
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            if (datasetId == 0 || datasetId > type(uint24).max) revert IPrivacyLedger.BudgetDatasetsInvalid();
            word |= datasetId << (RHO_BITS + i * ID_BITS);
        }
        return Reservation.wrap(word);
    }

    /// @return micro-rho reserved on each of the datasets; the cast keeps bits 0..63
    function rho(Reservation reservation) internal pure returns (uint64) {
        return uint64(Reservation.unwrap(reservation));
    }

    /// @return whether the reservation covers the dataset
    function covers(Reservation reservation, uint256 datasetId) internal pure returns (bool) {
        uint256 ids = Reservation.unwrap(reservation) >> RHO_BITS;
        for (; ids != 0; ids >>= ID_BITS) if (uint24(ids) == datasetId) return true;
        return false;
    }
}
