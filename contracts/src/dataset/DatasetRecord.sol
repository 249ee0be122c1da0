// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CodeRecord} from "../storage/CodeRecord.sol";
import {IDatasetRegistry} from "./IDatasetRegistry.sol";

/// @title DatasetRecord
/// @notice The listing as published, 151 bytes: catalogue, schema and licence digests and consent root (32 each),
/// priceWei (16), purposesMask (4), categoryCode (2), lane (1).
library DatasetRecord {
    using CodeRecord for bytes;

    function encode(IDatasetRegistry.Listing calldata listing) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                listing.catalogueDigest,
                listing.schemaDigest,
                listing.licenceHash,
                listing.consentRoot,
                listing.priceWei,
                listing.purposesMask,
                listing.categoryCode,
                listing.lane
            );
    }

    /// @dev Fills what was published; status, version and provider are the caller's to fill. Each shift leaves exactly
    /// the width of the type it is cast to.
    function decode(bytes memory record) internal pure returns (IDatasetRegistry.Dataset memory dataset) {
        dataset.catalogueDigest = bytes32(record.wordAt(0));
        dataset.schemaDigest = bytes32(record.wordAt(32));
        dataset.licenceHash = bytes32(record.wordAt(64));
        uint256 tail = record.wordAt(128);
        dataset.priceWei = uint128(tail >> 128);
        dataset.purposesMask = uint32(tail >> 96);
        dataset.categoryCode = uint16(tail >> 80);
        dataset.lane = IDatasetRegistry.Lane(uint8(tail >> 72));
    }

    function decodeRoot(bytes memory record) internal pure returns (bytes32 consentRoot) {
        return bytes32(record.wordAt(96));
    }
}
