// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CodeRecord} from "../storage/CodeRecord.sol";
import {IDatasetRegistry} from "./IDatasetRegistry.sol";

/// @title DatasetRecord
/// @notice One version of a dataset as published, 163 bytes: catalogue, schema and licence digests and consent root (32
/// each), priceWei (12), rowPriceWei (12), renewalBps (2), purposesMask (2), categoryCode (2), lane (1), version (4); in
/// the EHDS lane 48 more for the cost lines (12 each).
library DatasetRecord {
    using CodeRecord for bytes;

    /// @dev Requirements: `dataset.purposesMask` is below 2^16.
    function encode(IDatasetRegistry.Dataset memory dataset) internal pure returns (bytes memory record) {
        record = abi.encodePacked(
            dataset.catalogueDigest,
            dataset.schemaDigest,
            dataset.licenceHash,
            dataset.consentRoot,
            dataset.priceWei,
            dataset.rowPriceWei,
            dataset.renewalBps,
            uint16(dataset.purposesMask),
            dataset.categoryCode,
            dataset.lane,
            dataset.version
        );
        if (dataset.lane == IDatasetRegistry.Lane.EHDS) {
            IDatasetRegistry.Costs memory costs = dataset.costs;
            record = abi.encodePacked(
                record,
                costs.holderWei,
                costs.computeWei,
                costs.evaluationWei,
                costs.accessBodyWei
            );
        }
    }

    /// @dev Fills what was published; status and provider are the caller's to fill. Each shift leaves exactly the width
    /// of the type it is cast to.
    function decode(bytes memory record) internal pure returns (IDatasetRegistry.Dataset memory dataset) {
        dataset.catalogueDigest = bytes32(record.wordAt(0));
        dataset.schemaDigest = bytes32(record.wordAt(32));
        dataset.licenceHash = bytes32(record.wordAt(64));
        dataset.consentRoot = decodeRoot(record);
        uint256 word = record.wordAt(128);
        dataset.priceWei = uint96(word >> 160);
        dataset.rowPriceWei = uint96(word >> 64);
        dataset.renewalBps = uint16(word >> 48);
        dataset.purposesMask = uint16(word >> 32);
        dataset.categoryCode = uint16(word >> 16);
        word = record.wordAt(158);
        dataset.lane = IDatasetRegistry.Lane(uint8(word >> 248));
        dataset.version = uint32(word >> 216);
        if (dataset.lane == IDatasetRegistry.Lane.EHDS) {
            word = record.wordAt(163);
            (dataset.costs.holderWei, dataset.costs.computeWei) = (uint96(word >> 160), uint96(word >> 64));
            word = record.wordAt(187);
            (dataset.costs.evaluationWei, dataset.costs.accessBodyWei) = (uint96(word >> 160), uint96(word >> 64));
        }
    }

    function decodeRoot(bytes memory record) internal pure returns (bytes32 consentRoot) {
        return bytes32(record.wordAt(96));
    }
}
