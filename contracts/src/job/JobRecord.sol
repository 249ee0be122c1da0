// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CalldataStruct} from "../storage/CalldataStruct.sol";
import {IJobRegistry} from "./IJobRegistry.sol";

/// @title JobRecord
/// @notice What a job's record stands for, keccak256(abi.encode(job)), and how each step changes it. Numbers below are
/// positions of words in the ABI encoding of {IJobRegistry-Job}; a test compares with abi.encode.
library JobRecord {
    using CalldataStruct for bytes;

    uint256 private constant NODES = 3;
    uint256 private constant COMMIT_DIGEST = 7;
    uint256 private constant DROPPED_MASK = 8;
    uint256 private constant RESULT_COMMITS = 9;
    uint256 private constant REPORT = 12;
    uint256 private constant EVALUATOR = 15;
    uint256 private constant CERTIFICATE = 16;
    uint256 private constant HEAD = 22;

    /// @return encoded abi.encode(job)
    function encode(IJobRegistry.Job calldata job) internal pure returns (bytes memory encoded) {
        uint256 words = HEAD + 1 + job.consentEpochs.length;
        uint256 offset;
        assembly ("memory-safe") {
            offset := job
        }
        return CalldataStruct.copy(offset, words);
    }

    /// @dev Requirements: `index` is below 3.
    function setNode(bytes memory encoded, uint256 index, address node) internal pure {
        encoded.set(NODES + index, bytes32(uint256(uint160(node))));
    }

    function setMeasured(bytes memory encoded, bytes32 commitDigest, uint8 droppedMask) internal pure {
        encoded.set(COMMIT_DIGEST, commitDigest);
        encoded.set(DROPPED_MASK, bytes32(uint256(droppedMask)));
    }

    function setResultCommits(bytes memory encoded, bytes32[3] calldata resultCommits) internal pure {
        for (uint256 i = 0; i < 3; ++i) encoded.set(RESULT_COMMITS + i, resultCommits[i]);
    }

    function setReport(bytes memory encoded, IJobRegistry.Report calldata report) internal pure {
        encoded.set(REPORT, report.manifestDigest);
        encoded.set(REPORT + 1, report.outputHash);
        encoded.set(REPORT + 2, report.modelDigest);
    }

    function setCertificate(
        bytes memory encoded,
        address evaluator,
        IJobRegistry.Certificate calldata certificate
    ) internal pure {
        encoded.set(EVALUATOR, bytes32(uint256(uint160(evaluator))));
        encoded.set(CERTIFICATE, certificate.certificateDigest);
        encoded.set(CERTIFICATE + 1, bytes32(uint256(certificate.passed ? 1 : 0)));
        encoded.set(CERTIFICATE + 2, bytes32(uint256(certificate.releaseClass)));
        encoded.set(CERTIFICATE + 3, bytes32(uint256(certificate.tvd1Bps)));
        encoded.set(CERTIFICATE + 4, bytes32(uint256(certificate.tvd2Bps)));
        encoded.set(CERTIFICATE + 5, bytes32(uint256(certificate.membershipAucBps)));
    }
}
