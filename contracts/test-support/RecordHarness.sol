// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {DroppedDatasets} from "../src/job/DroppedDatasets.sol";
import {IJobRegistry} from "../src/job/IJobRegistry.sol";
import {JobRecord} from "../src/job/JobRecord.sol";
import {FeeSplit} from "../src/market/FeeSplit.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {MarketRecords} from "../src/market/MarketRecords.sol";

/// @title RecordHarness
/// @notice Gives tests the libraries that work on calldata.
contract RecordHarness {
    function hashTerms(IMarket.Terms calldata terms) external pure returns (bytes32) {
        return MarketRecords.hash(terms);
    }

    function hashSettlement(IMarket.Settlement calldata settlement) external pure returns (bytes32) {
        return MarketRecords.hash(settlement);
    }

    function encodeJob(IJobRegistry.Job calldata job) external pure returns (bytes memory) {
        return JobRecord.encode(job);
    }

    /// @return encoded `job` after a step: 0 measured, 1 committed, 2 reported, 3 certified, with what `next` has; 4 to 6
    /// with its node 0 to 2
    function stepJob(
        IJobRegistry.Job calldata job,
        IJobRegistry.Job calldata next,
        uint256 step
    ) external pure returns (bytes memory encoded) {
        encoded = JobRecord.encode(job);
        if (step == 0) JobRecord.setMeasured(encoded, next.commitDigest, next.droppedMask);
        if (step == 1) JobRecord.setResultCommits(encoded, next.resultCommits);
        if (step == 2) JobRecord.setReport(encoded, next.report);
        if (step == 3) JobRecord.setCertificate(encoded, next.evaluator, next.certificate);
        if (step > 3) JobRecord.setNode(encoded, step - 4, next.nodes[step - 4]);
    }

    function split(
        IMarket.Terms calldata terms,
        address[3] calldata nodes,
        address evaluator,
        uint8 droppedMask
    ) external pure returns (address[] memory payees, uint128[] memory amountsWei) {
        return FeeSplit.split(terms, nodes, evaluator, droppedMask);
    }

    function renewal(
        IMarket.Terms calldata terms,
        uint128[] calldata soldWei
    ) external pure returns (uint128[] memory amountsWei, uint128 renewalWei) {
        return FeeSplit.renewal(terms, soldWei);
    }

    function requireValid(uint8 droppedMask, uint256 count) external pure {
        DroppedDatasets.requireValid(droppedMask, count);
    }

    function separate(
        uint256[] calldata datasetIds,
        uint8 droppedMask
    ) external pure returns (uint256[] memory kept, uint256[] memory dropped) {
        return DroppedDatasets.separate(datasetIds, droppedMask);
    }
}
