// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IConsentRegistry} from "../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";

/// @title DatasetHarness
/// @notice Stands in for the DatasetRegistry where a test is about consent or permits alone: owners, lanes and roots, and
/// nothing else.
contract DatasetHarness is ERC721 {
    mapping(uint256 datasetId => IDatasetRegistry.Lane) private _lanes;
    mapping(uint256 datasetId => bytes32) private _roots;

    constructor() ERC721("Dataset harness", "DSH") {}

    function mint(address owner, uint256 datasetId, IDatasetRegistry.Lane lane, bytes32 root) external {
        _mint(owner, datasetId);
        _lanes[datasetId] = lane;
        _roots[datasetId] = root;
    }

    /// @notice As publishing does.
    function anchor(IConsentRegistry consents, uint256 datasetId, bytes32 root) external {
        consents.anchorRoot(datasetId, root);
    }

    function datasetOf(uint256 datasetId) external view returns (IDatasetRegistry.Dataset memory dataset) {
        if (_ownerOf(datasetId) == address(0)) revert IDatasetRegistry.DatasetUnknown(datasetId);
        dataset.lane = _lanes[datasetId];
        dataset.provider = _ownerOf(datasetId);
    }

    function publishedRootOf(uint256 datasetId) external view returns (bytes32) {
        return _roots[datasetId];
    }
}
