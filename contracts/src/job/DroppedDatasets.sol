// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "./IJobRegistry.sol";

/// @title DroppedDatasets
/// @notice Datasets of an order that take no part in its job, as a mask: bit i stands for the i-th of the terms. An order
/// has at most eight.
library DroppedDatasets {
    /// @dev Reverts {IJobRegistry-JobDroppedMaskInvalid} for a dataset that the order does not have, and when none is left.
    function requireValid(uint8 droppedMask, uint256 count) internal pure {
        // The mask of all `count` is 2^count - 1; one bit further and it is at least 2^count.
        if (uint256(droppedMask) + 1 >= 1 << count) revert IJobRegistry.JobDroppedMaskInvalid(droppedMask);
    }

    function isDropped(uint8 droppedMask, uint256 i) internal pure returns (bool) {
        return (droppedMask >> i) & 1 != 0;
    }

    /// @return kept the others, in the order of the terms
    /// @return dropped those in the mask, likewise
    function separate(
        uint256[] calldata datasetIds,
        uint8 droppedMask
    ) internal pure returns (uint256[] memory kept, uint256[] memory dropped) {
        uint256 count = datasetIds.length;
        uint256 droppedCount = 0;
        for (uint256 i = 0; i < count; ++i) if (isDropped(droppedMask, i)) ++droppedCount;
        (kept, dropped) = (new uint256[](count - droppedCount), new uint256[](droppedCount));
        uint256 at = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (isDropped(droppedMask, i)) dropped[at++] = datasetIds[i];
            else kept[i - at] = datasetIds[i];
        }
    }
}
