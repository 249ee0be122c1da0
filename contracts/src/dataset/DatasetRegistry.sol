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
/// @notice Every version of a dataset is a {CodeRecord}; what its owner changed since lies in one storage slot. Datasets
/// are ERC-721 tokens: whoever holds the token is the provider of later orders, and no right stays with who held it.
contract DatasetRegistry is IDatasetRegistry, ERC721 {
    /// @dev 100 %.
    uint256 private constant BPS = 10_000;

    /// @dev One slot, empty (Status.NONE) until the first change.
    struct Change {
        uint96 priceWei;
        uint96 rowPriceWei;
        uint16 renewalBps;
        uint16 purposesMask;
        uint24 record;
        Status status;
    }

    IPrivacyLedger private immutable LEDGER;
    IConsentRegistry private immutable CONSENTS;

    /// @dev Starts at 1, so that no publisher pays for a fresh slot. Below 2^24 for as long as anybody can pay for it:
    /// sixteen million records cost more than 2 * 10^12 gas.
    uint256 private _nextRecord = 1;
    mapping(uint256 datasetId => Change) private _changes;

    /// @param ledger budgets; must list this contract as a caller
    /// @param consents consent roots; must be wired to this contract
    constructor(IPrivacyLedger ledger, IConsentRegistry consents) ERC721("Symbolon Dataset", "SYMD") {
        LEDGER = ledger;
        CONSENTS = consents;
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Requirements: catalogue, schema and licence digests are not zero; at least one purpose, all below 2^16;
    /// renewal share at most 100 %; a budget. Commercial lane: a consent root and no cost lines. EHDS lane: no consent
    /// root, no row price, no renewal price, and a price that is the sum of the cost lines.
    ///
    /// Emits {Transfer}, {DatasetPublished}, {BudgetOpened} and, in the commercial lane, {ConsentRootAnchored}.
    function publish(Listing calldata listing) external returns (uint256 datasetId) {
        Dataset memory dataset;
        dataset.catalogueDigest = listing.catalogueDigest;
        dataset.schemaDigest = listing.schemaDigest;
        dataset.licenceHash = listing.licenceHash;
        dataset.consentRoot = listing.consentRoot;
        (dataset.priceWei, dataset.rowPriceWei) = (listing.priceWei, listing.rowPriceWei);
        (dataset.renewalBps, dataset.purposesMask) = (listing.renewalBps, listing.purposesMask);
        (dataset.categoryCode, dataset.lane, dataset.version) = (listing.categoryCode, listing.lane, 1);
        dataset.costs = listing.costs;
        _check(dataset);

        datasetId = _nextRecord++;
        CodeRecord.write(datasetId, DatasetRecord.encode(dataset));
        // Not _safeMint: a callback in the middle of publishing buys nothing, ERC-721 leaves the choice to the minter.
        _mint(msg.sender, datasetId);
        emit DatasetPublished(datasetId, msg.sender, listing);
        LEDGER.open(datasetId, listing.rhoCapMicro, listing.rhoPerBuyerMicro);
        if (listing.lane == Lane.COMMERCIAL) CONSENTS.anchorRoot(datasetId, listing.consentRoot);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Price, purposes and status stay as they are, except that the price follows the cost lines in the EHDS lane.
    /// Orders already placed keep the version they were placed on.
    ///
    /// Requirements: caller owns the dataset; it is not retired; the catalogue digest is another one; lane rules as in
    /// {publish}. Budget may be added only together with a consent root never anchored before (commercial lane): privacy
    /// loss of the same records does not expire.
    ///
    /// Emits {DatasetVersionPublished}, maybe {BudgetToppedUp} and {ConsentRootAnchored}.
    function publishVersion(uint256 datasetId, NewVersion calldata newVersion) external returns (uint32 version) {
        Dataset memory dataset = _owned(datasetId);
        bool hasNewRoot = newVersion.consentRoot != dataset.consentRoot;
        if (newVersion.catalogueDigest == dataset.catalogueDigest) revert DatasetVersionUnchanged(datasetId);
        if (newVersion.addedRhoMicro != 0 && dataset.lane == Lane.COMMERCIAL) {
            // Also against an earlier version's: going back to its records does not bring their budget back.
            if (CONSENTS.isRoot(datasetId, newVersion.consentRoot)) revert DatasetVersionUnchanged(datasetId);
        }
        version = ++dataset.version;
        dataset.catalogueDigest = newVersion.catalogueDigest;
        dataset.schemaDigest = newVersion.schemaDigest;
        dataset.licenceHash = newVersion.licenceHash;
        (dataset.consentRoot, dataset.costs) = (newVersion.consentRoot, newVersion.costs);
        if (dataset.lane == Lane.EHDS) dataset.priceWei = _sum(newVersion.costs);
        _check(dataset);

        uint256 record = _nextRecord++;
        CodeRecord.write(record, DatasetRecord.encode(dataset));
        _store(datasetId, dataset, record);
        emit DatasetVersionPublished(datasetId, version, newVersion);
        if (newVersion.addedRhoMicro != 0) LEDGER.topUp(datasetId, version, newVersion.addedRhoMicro);
        if (dataset.lane == Lane.COMMERCIAL && hasNewRoot) CONSENTS.anchorRoot(datasetId, newVersion.consentRoot);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Orders already placed keep their price and purpose.
    ///
    /// Requirements: caller owns the dataset; it is not retired and in the commercial lane; purposes and renewal share as
    /// in {publish}.
    ///
    /// Emits {DatasetTermsChanged}.
    function setTerms(
        uint256 datasetId,
        uint96 priceWei,
        uint96 rowPriceWei,
        uint16 renewalBps,
        uint32 purposesMask
    ) external {
        Dataset memory dataset = _owned(datasetId);
        if (dataset.lane == Lane.EHDS) revert DatasetCostBased(datasetId);
        (dataset.priceWei, dataset.rowPriceWei) = (priceWei, rowPriceWei);
        (dataset.renewalBps, dataset.purposesMask) = (renewalBps, purposesMask);
        _check(dataset);
        _store(datasetId, dataset, _recordOf(datasetId));
        emit DatasetTermsChanged(datasetId, priceWei, rowPriceWei, renewalBps, purposesMask);
    }

    /// @inheritdoc IDatasetRegistry
    /// @dev Requirements: caller owns the dataset; it is not retired, retiring is final; `status` is not NONE.
    ///
    /// Emits {DatasetStatusChanged}.
    function setStatus(uint256 datasetId, Status status) external {
        Dataset memory dataset = _owned(datasetId);
        if (status == Status.NONE) revert DatasetStatusInvalid(status);
        dataset.status = status;
        _store(datasetId, dataset, _recordOf(datasetId));
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
    function recordCount() external view returns (uint256) {
        return _nextRecord - 1;
    }

    /// @notice The contracts this one calls.
    /// @return ledger where budgets are kept
    /// @return consents where consent roots are kept
    function wiring() external view returns (address ledger, address consents) {
        return (address(LEDGER), address(CONSENTS));
    }

    /// @notice IPFS address of the newest catalogue entry: CIDv1, raw codec, in base 16.
    function tokenURI(uint256 datasetId) public view override returns (string memory) {
        return string.concat("ipfs://f01551220", _hex(_dataset(datasetId).catalogueDigest));
    }

    /// @dev Requirements: `dataset` passed {_check}, so that the casts keep everything.
    function _store(uint256 datasetId, Dataset memory dataset, uint256 record) private {
        _changes[datasetId] = Change({
            priceWei: dataset.priceWei,
            rowPriceWei: dataset.rowPriceWei,
            renewalBps: dataset.renewalBps,
            purposesMask: uint16(dataset.purposesMask),
            record: uint24(record),
            status: dataset.status
        });
    }

    function _owned(uint256 datasetId) private view returns (Dataset memory dataset) {
        dataset = _dataset(datasetId);
        if (dataset.provider != msg.sender) revert DatasetNotOwner(datasetId, msg.sender);
        if (dataset.status == Status.RETIRED) revert DatasetRetired(datasetId);
    }

    function _recordOf(uint256 datasetId) private view returns (uint256) {
        uint256 record = _changes[datasetId].record;
        return record == 0 ? datasetId : record;
    }

    function _dataset(uint256 datasetId) private view returns (Dataset memory dataset) {
        address provider = _ownerOf(datasetId);
        if (provider == address(0)) revert DatasetUnknown(datasetId);
        Change memory change = _changes[datasetId];
        if (change.status == Status.NONE) {
            dataset = DatasetRecord.decode(CodeRecord.read(datasetId));
            dataset.status = Status.LISTED;
        } else {
            dataset = DatasetRecord.decode(CodeRecord.read(change.record));
            (dataset.priceWei, dataset.rowPriceWei) = (change.priceWei, change.rowPriceWei);
            (dataset.renewalBps, dataset.purposesMask) = (change.renewalBps, change.purposesMask);
            dataset.status = change.status;
        }
        dataset.provider = provider;
    }

    function _check(Dataset memory dataset) private pure {
        if (
            dataset.catalogueDigest == bytes32(0) ||
            dataset.schemaDigest == bytes32(0) ||
            dataset.licenceHash == bytes32(0)
        ) revert DatasetZeroDigest();
        if (dataset.purposesMask == 0 || dataset.purposesMask > type(uint16).max) {
            revert DatasetPurposesInvalid(dataset.purposesMask);
        }
        bool isEhds = dataset.lane == Lane.EHDS;
        if (isEhds != (dataset.consentRoot == bytes32(0))) {
            revert DatasetConsentRootInvalid(dataset.lane, dataset.consentRoot);
        }
        uint96 costsWei = _sum(dataset.costs);
        if (isEhds ? dataset.priceWei != costsWei || dataset.rowPriceWei != 0 : costsWei != 0) {
            revert DatasetPriceInvalid(dataset.priceWei, costsWei);
        }
        // A renewal costs a holder nothing, so in the EHDS lane it is free.
        if (dataset.renewalBps > (isEhds ? 0 : BPS)) revert DatasetRenewalInvalid(dataset.renewalBps);
    }

    /// @dev Reverts when the sum does not fit.
    function _sum(Costs memory costs) private pure returns (uint96) {
        return costs.holderWei + costs.computeWei + costs.evaluationWei + costs.accessBodyWei;
    }

    /// @dev 64 lower-case digits without 0x.
    function _hex(bytes32 digest) private pure returns (string memory) {
        bytes memory digits = bytes(Strings.toHexString(uint256(digest), 32));
        bytes memory bare = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) bare[i] = digits[i + 2];
        return string(bare);
    }
}
