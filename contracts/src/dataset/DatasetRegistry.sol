// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IPrivacyLedger} from "../budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../consent/IConsentRegistry.sol";
import {CodeRecord} from "../storage/CodeRecord.sol";
import {DatasetRecord} from "./DatasetRecord.sol";
import {IDatasetRegistry} from "./IDatasetRegistry.sol";

/// @title DatasetRegistry
/// @notice The listing as published is a {CodeRecord}; what its owner changed since lies in one storage slot. Datasets
/// are ERC-721 tokens, and whoever holds the token is the provider of later orders.
contract DatasetRegistry is IDatasetRegistry, ERC721 {
    /// @dev One slot, empty (Status.NONE) until the first change.
    struct Change {
        uint128 priceWei;
        uint32 purposesMask;
        uint32 version;
        Status status;
    }

    IPrivacyLedger private immutable LEDGER;
    IConsentRegistry private immutable CONSENTS;

    /// @dev Starts at 1, so that no publisher pays for a fresh slot.
    uint256 private _nextDatasetId = 1;
    mapping(uint256 datasetId => Change) private _changes;

    /// @param ledger budgets; must give REGISTRY to this contract
    /// @param consents consent roots; must be wired to this contract
    constructor(IPrivacyLedger ledger, IConsentRegistry consents) ERC721("Symbolon Dataset", "SYMD") {
        LEDGER = ledger;
        CONSENTS = consents;
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Requirements: lane is COMMERCIAL; catalogue, schema and licence digests are not zero; at least one purpose;
    /// budget and consent root are not zero (checked by their contracts).
    ///
    /// Emits {Transfer}, {DatasetPublished}, {BudgetOpened} and {ConsentRootAnchored}.
    function publish(Listing calldata listing) external returns (uint256 datasetId) {
        if (listing.lane != Lane.COMMERCIAL) revert DatasetLaneClosed(listing.lane);
        if (
            listing.catalogueDigest == bytes32(0) ||
            listing.schemaDigest == bytes32(0) ||
            listing.licenceHash == bytes32(0)
        ) revert DatasetZeroDigest();
        if (listing.purposesMask == 0) revert DatasetNoPurpose();

        datasetId = _nextDatasetId++;
        CodeRecord.write(datasetId, DatasetRecord.encode(listing));
        // Not _safeMint: a callback in the middle of publishing buys nothing, ERC-721 leaves the choice to the minter.
        _mint(msg.sender, datasetId);
        emit DatasetPublished(
            datasetId,
            msg.sender,
            listing.catalogueDigest,
            listing.schemaDigest,
            listing.licenceHash,
            listing.priceWei,
            listing.rhoCapMicro,
            listing.purposesMask,
            listing.categoryCode,
            listing.lane
        );
        LEDGER.open(datasetId, listing.rhoCapMicro);
        CONSENTS.anchorRoot(datasetId, listing.consentRoot);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Orders already placed keep their price and purpose.
    ///
    /// Requirements: caller owns the dataset; it is not retired; at least one purpose.
    ///
    /// Emits {DatasetTermsChanged}.
    function setTerms(uint256 datasetId, uint128 priceWei, uint32 purposesMask) external {
        Change memory change = _ownChange(datasetId);
        if (purposesMask == 0) revert DatasetNoPurpose();
        (change.priceWei, change.purposesMask, change.version) = (priceWei, purposesMask, change.version + 1);
        _changes[datasetId] = change;
        emit DatasetTermsChanged(datasetId, priceWei, purposesMask, change.version);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Requirements: caller owns the dataset; it is not retired, retiring is final; `status` is not NONE.
    ///
    /// Emits {DatasetStatusChanged}.
    function setStatus(uint256 datasetId, Status status) external {
        Change memory change = _ownChange(datasetId);
        if (status == Status.NONE) revert DatasetStatusInvalid(status);
        change.status = status;
        _changes[datasetId] = change;
        emit DatasetStatusChanged(datasetId, status);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Requirements: the dataset exists.
    function datasetOf(uint256 datasetId) external view returns (Dataset memory) {
        return _dataset(datasetId);
    }

    /// @inheritdoc IDatasetRegistry
    function publishedRootOf(uint256 datasetId) external view returns (bytes32 root) {
        if (_ownerOf(datasetId) != address(0)) root = DatasetRecord.decodeRoot(CodeRecord.read(datasetId));
    }

    /// @inheritdoc IDatasetRegistry
    function datasetCount() external view returns (uint256) {
        return _nextDatasetId - 1;
    }

    /// @notice The contracts this one calls.
    /// @return ledger where budgets are kept
    /// @return consents where consent roots are kept
    function wiring() external view returns (address ledger, address consents) {
        return (address(LEDGER), address(CONSENTS));
    }

    /// @notice IPFS address of the catalogue entry as it was published: CIDv1, raw codec, in base 16.
    function tokenURI(uint256 datasetId) public view override returns (string memory) {
        return string.concat("ipfs://f01551220", _hex(_dataset(datasetId).catalogueDigest));
    }

    function _ownChange(uint256 datasetId) private view returns (Change memory) {
        Dataset memory dataset = _dataset(datasetId);
        if (dataset.provider != msg.sender) revert DatasetNotOwner(datasetId, msg.sender);
        if (dataset.status == Status.RETIRED) revert DatasetRetired(datasetId);
        return Change(dataset.priceWei, dataset.purposesMask, dataset.version, dataset.status);
    }

    function _dataset(uint256 datasetId) private view returns (Dataset memory dataset) {
        address provider = _ownerOf(datasetId);
        if (provider == address(0)) revert DatasetUnknown(datasetId);
        dataset = DatasetRecord.decode(CodeRecord.read(datasetId));
        (dataset.provider, dataset.status, dataset.version) = (provider, Status.LISTED, 1);
        Change memory change = _changes[datasetId];
        if (change.status != Status.NONE) {
            (dataset.priceWei, dataset.purposesMask) = (change.priceWei, change.purposesMask);
            (dataset.version, dataset.status) = (change.version, change.status);
        }
    }

    /// @dev 64 lower-case digits without 0x.
    function _hex(bytes32 digest) private pure returns (string memory) {
        bytes memory digits = bytes(Strings.toHexString(uint256(digest), 32));
        bytes memory bare = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) bare[i] = digits[i + 2];
        return string(bare);
    }
}
