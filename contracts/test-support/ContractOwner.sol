// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";

/// @title ContractOwner
/// @notice A provider that is a contract, e.g. a multisig: signs by knowing the hash (ERC-1271).
contract ContractOwner is IERC1271 {
    mapping(bytes32 hash => bool) private _signed;

    function publish(
        IDatasetRegistry datasets,
        IDatasetRegistry.Listing calldata listing
    ) external returns (uint256 datasetId) {
        return datasets.publish(listing);
    }

    function approveHash(bytes32 hash) external {
        _signed[hash] = true;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return _signed[hash] ? this.isValidSignature.selector : bytes4(0);
    }
}
