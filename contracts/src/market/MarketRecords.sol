// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CalldataStruct} from "../storage/CalldataStruct.sol";
import {IMarket} from "./IMarket.sol";

/// @title MarketRecords
/// @notice What an order's record stands for: keccak256(abi.encode(terms)) while it is ESCROWED, then
/// keccak256(abi.encode(settlement)). Lengths below count words of the ABI encoding; a test compares with abi.encode.
library MarketRecords {
    /// @dev Sixteen values and four offsets, then four lists of one length.
    uint256 private constant TERMS_HEAD = 20;
    /// @dev Three values and two offsets, then two lists of one length.
    uint256 private constant SETTLEMENT_HEAD = 5;

    function hash(IMarket.Terms calldata terms) internal pure returns (bytes32) {
        uint256 words = TERMS_HEAD + 4 * (1 + terms.datasetIds.length);
        uint256 offset;
        assembly ("memory-safe") {
            offset := terms
        }
        return keccak256(CalldataStruct.copy(offset, words));
    }

    function hash(IMarket.Settlement calldata settlement) internal pure returns (bytes32) {
        uint256 words = SETTLEMENT_HEAD + 2 * (1 + settlement.payees.length);
        uint256 offset;
        assembly ("memory-safe") {
            offset := settlement
        }
        return keccak256(CalldataStruct.copy(offset, words));
    }

    /// @dev Emits {IMarket-OrderPlaced}. A struct that is an event's only data is logged as abi.encode gives it, so the
    /// encoding that was hashed is logged as it is.
    /// @param encoded abi.encode of {IMarket-Terms}
    function logPlaced(uint256 orderId, address buyer, bytes32 clientOrderId, bytes memory encoded) internal {
        bytes32 topic = IMarket.OrderPlaced.selector;
        assembly ("memory-safe") {
            log4(add(encoded, 0x20), mload(encoded), topic, orderId, buyer, clientOrderId)
        }
    }

    /// @dev Emits {IMarket-OrderSettled}, as {logPlaced}.
    /// @param encoded abi.encode of {IMarket-Settlement}
    function logSettled(uint256 orderId, bytes memory encoded) internal {
        bytes32 topic = IMarket.OrderSettled.selector;
        assembly ("memory-safe") {
            log2(add(encoded, 0x20), mload(encoded), topic, orderId)
        }
    }

    /// @dev Emits {IMarket-OrderRenewed}, as {logPlaced}.
    /// @param encoded abi.encode of {IMarket-Settlement}
    function logRenewed(uint256 renewalId, uint256 orderId, bytes memory encoded) internal {
        bytes32 topic = IMarket.OrderRenewed.selector;
        assembly ("memory-safe") {
            log3(add(encoded, 0x20), mload(encoded), topic, renewalId, orderId)
        }
    }
}
