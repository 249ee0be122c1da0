// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IJobRegistry} from "./IJobRegistry.sol";

/// @title JobSignatures
/// @notice EIP-712 struct hashes of what nodes and evaluators sign. protocol/src/eip712/typedData.ts has the same types.
library JobSignatures {
    bytes32 internal constant NODE_REPORT_TYPEHASH = keccak256(
        "NodeReport(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 modelDigest)"
    );
    bytes32 internal constant CERTIFICATE_TYPEHASH = keccak256(
        "Certificate(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 certificateDigest,bool passed,"
        "uint8 releaseClass,uint16 tvd1Bps,uint16 tvd2Bps,uint16 membershipAucBps)"
    );
    bytes32 internal constant REPLACE_NODE_TYPEHASH = keccak256(
        "ReplaceNode(uint256 orderId,uint8 index,address node,bytes32 jobHash)"
    );

    function hashReport(uint256 orderId, IJobRegistry.Report memory report) internal pure returns (bytes32) {
        return keccak256(abi.encode(NODE_REPORT_TYPEHASH, orderId, report));
    }

    function hashCertificate(
        uint256 orderId,
        IJobRegistry.Report memory report,
        IJobRegistry.Certificate memory certificate
    ) internal pure returns (bytes32) {
        return
            keccak256(abi.encode(CERTIFICATE_TYPEHASH, orderId, report.manifestDigest, report.outputHash, certificate));
    }

    /// @param jobHash keccak256(abi.encode(job)) of the job before the replacement
    function hashReplacement(
        uint256 orderId,
        uint8 index,
        address node,
        bytes32 jobHash
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(REPLACE_NODE_TYPEHASH, orderId, index, node, jobHash));
    }

    /// @notice What a node commits to before any node shows its result. Bound to the node, so that nobody can hand in
    /// another node's commitment, and to the order.
    function hashCommit(
        uint256 orderId,
        address node,
        IJobRegistry.Report memory report,
        bytes32 salt
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(orderId, node, report, salt));
    }

    /// @dev Keys of nodes and evaluators are plain secp256k1 keys, also where an account delegates to code (EIP-7702),
    /// hence no ERC-1271. Reverts {IJobRegistry-JobBadSignature} unless `expected` signed `digest`.
    function check(bytes32 digest, address expected, bytes calldata signature) internal pure {
        (address signer, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem != ECDSA.RecoverError.NoError || signer != expected) {
            revert IJobRegistry.JobBadSignature(expected);
        }
    }
}
