// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CodeRecord} from "../storage/CodeRecord.sol";
import {IMarket} from "./IMarket.sol";

/// @title OrderTerms
/// @notice Everything that was agreed when an order was placed, kept as a {CodeRecord}: 122 bytes of head (buyer 20,
/// rhoMicro 8, rows 4, deadline 8, accessSeconds 8, purpose 4, treasuryBps 2, workerBps 2, evaluatorBps 2, specDigest
/// 32, buyerKey 32) and 44 bytes per dataset (datasetId 8, priceWei 16, provider 20).
library OrderTerms {
    using CodeRecord for bytes;

    uint256 private constant HEAD_BYTES = 122;
    uint256 private constant ITEM_BYTES = 44;

    struct Terms {
        address buyer;
        uint64 rhoMicro;
        uint32 rows;
        uint64 deadline;
        uint64 accessSeconds;
        uint32 purpose;
        IMarket.Fees fees;
        bytes32 specDigest;
        bytes32 buyerKey;
        uint256[] datasetIds;
        uint128[] pricesWei;
        address[] providers;
    }

    /// @dev Requirements: dataset ids below 2^64 (the registry counts from 1); the three lists have one length.
    function encode(Terms memory terms) internal pure returns (bytes memory record) {
        record = bytes.concat(
            abi.encodePacked(terms.buyer, terms.rhoMicro, terms.rows, terms.deadline, terms.accessSeconds),
            abi.encodePacked(
                terms.purpose,
                terms.fees.treasuryBps,
                terms.fees.workerBps,
                terms.fees.evaluatorBps,
                terms.specDigest,
                terms.buyerKey
            )
        );
        for (uint256 i = 0; i < terms.datasetIds.length; ++i) {
            record = abi.encodePacked(record, uint64(terms.datasetIds[i]), terms.pricesWei[i], terms.providers[i]);
        }
    }

    /// @dev Each shift leaves the field in the low bits, the cast cuts off what stands before it.
    function decode(bytes memory record) internal pure returns (Terms memory terms) {
        uint256 word = record.wordAt(0);
        (terms.buyer, terms.rhoMicro, terms.rows) = (address(uint160(word >> 96)), uint64(word >> 32), uint32(word));
        word = record.wordAt(32);
        (terms.deadline, terms.accessSeconds) = (uint64(word >> 192), uint64(word >> 128));
        terms.purpose = uint32(word >> 96);
        terms.fees = IMarket.Fees(uint16(word >> 80), uint16(word >> 64), uint16(word >> 48));
        terms.specDigest = bytes32(record.wordAt(58));
        terms.buyerKey = bytes32(record.wordAt(90));

        // Head and STOP byte are there: records are only written by encode.
        uint256 count = (record.length - 1 - HEAD_BYTES) / ITEM_BYTES;
        terms.datasetIds = new uint256[](count);
        terms.pricesWei = new uint128[](count);
        terms.providers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 offset = HEAD_BYTES + i * ITEM_BYTES;
            word = record.wordAt(offset);
            terms.datasetIds[i] = word >> 192;
            terms.pricesWei[i] = uint128(word >> 64);
            terms.providers[i] = address(uint160(record.wordAt(offset + 24) >> 96));
        }
    }

    /// @return totalWei sum of the prices; placing the order checked that it fits
    function total(Terms memory terms) internal pure returns (uint128 totalWei) {
        for (uint256 i = 0; i < terms.pricesWei.length; ++i) totalWei += terms.pricesWei[i];
    }
}
