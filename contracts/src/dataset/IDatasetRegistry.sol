// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IDatasetRegistry
/// @notice One ERC-721 per dataset: who provides it, on which terms, under which digests, in which versions.
interface IDatasetRegistry {
    /// @notice COMMERCIAL: consent and free price. EHDS: data permit, opt-out and cost-based price, Regulation (EU)
    /// 2025/327 Art. 53-73. A dataset stays in its lane.
    enum Lane {
        COMMERCIAL,
        EHDS
    }

    /// @dev UNLISTED can be ordered by signed offer only; RETIRED is final.
    enum Status {
        NONE,
        LISTED,
        UNLISTED,
        RETIRED
    }

    /// @notice Typed cost lines of the EHDS lane (Art. 62): price is their sum. All zero in the commercial lane.
    /// @param holderWei for the data holder: making the data ready
    /// @param computeWei for the nodes of the secure processing environment
    /// @param evaluationWei for the evaluator
    /// @param accessBodyWei for the health data access body that issued the permit
    struct Costs {
        uint96 holderWei;
        uint96 computeWei;
        uint96 evaluationWei;
        uint96 accessBodyWei;
    }

    /// @param catalogueDigest sha256 of the canonical HealthDCAT-AP entry (its CID is CIDv1 raw of this digest)
    /// @param schemaDigest sha256 of the canonical symbolon-schema/1 document; orders over three and more datasets need
    /// equal digests
    /// @param licenceHash keccak256 of the licence URI
    /// @param consentRoot Merkle root of salted consent commitments; 0 in the EHDS lane
    /// @param priceWei price of one order in payment-token wei; in the EHDS lane the sum of `costs`
    /// @param rowPriceWei added per row ordered; 0 in the EHDS lane
    /// @param renewalBps price of a renewal as share of the order's price
    /// @param rhoCapMicro total zCDP budget in micro-rho
    /// @param rhoPerBuyerMicro how much of it one buyer may use; 0 = all
    /// @param purposesMask bit i set = purpose i of Regulation (EU) 2025/327 Art. 53 allowed, below 2^16
    /// @param categoryCode health data category of Art. 51(1), by position
    struct Listing {
        bytes32 catalogueDigest;
        bytes32 schemaDigest;
        bytes32 licenceHash;
        bytes32 consentRoot;
        uint96 priceWei;
        uint96 rowPriceWei;
        uint16 renewalBps;
        uint64 rhoCapMicro;
        uint64 rhoPerBuyerMicro;
        uint32 purposesMask;
        uint16 categoryCode;
        Lane lane;
        Costs costs;
    }

    /// @notice A later state of the data. The budget grows by `addedRhoMicro`, in no other way.
    struct NewVersion {
        bytes32 catalogueDigest;
        bytes32 schemaDigest;
        bytes32 licenceHash;
        bytes32 consentRoot;
        uint64 addedRhoMicro;
        Costs costs;
    }

    /// @param version of the data, from 1
    struct Dataset {
        bytes32 catalogueDigest;
        bytes32 schemaDigest;
        bytes32 licenceHash;
        bytes32 consentRoot;
        uint96 priceWei;
        uint96 rowPriceWei;
        uint16 renewalBps;
        uint32 purposesMask;
        uint16 categoryCode;
        Lane lane;
        Status status;
        uint32 version;
        address provider;
        Costs costs;
    }

    /// @notice A dataset was published.
    event DatasetPublished(uint256 indexed datasetId, address indexed provider, Listing listing);
    /// @notice A later state of the data was published.
    event DatasetVersionPublished(uint256 indexed datasetId, uint32 version, NewVersion newVersion);
    /// @notice Terms of later orders changed.
    event DatasetTermsChanged(
        uint256 indexed datasetId,
        uint96 priceWei,
        uint96 rowPriceWei,
        uint16 renewalBps,
        uint32 purposesMask
    );
    /// @notice The dataset was listed, unlisted or retired.
    event DatasetStatusChanged(uint256 indexed datasetId, Status status);

    /// @notice Thrown for a dataset that was never published.
    error DatasetUnknown(uint256 datasetId);
    /// @notice Thrown when somebody else than the owner calls.
    error DatasetNotOwner(uint256 datasetId, address caller);
    /// @notice Thrown for a digest of zero.
    error DatasetZeroDigest();
    /// @notice Thrown for no purpose, or one above 2^16.
    error DatasetPurposesInvalid(uint32 purposesMask);
    /// @notice Thrown without a root in the commercial lane, or with one in the EHDS lane.
    error DatasetConsentRootInvalid(Lane lane, bytes32 consentRoot);
    /// @notice Thrown when price and cost lines do not fit the lane.
    error DatasetPriceInvalid(uint256 priceWei, uint256 costsWei);
    /// @notice Thrown for a renewal share above 100 %, or any in the EHDS lane.
    error DatasetRenewalInvalid(uint16 renewalBps);
    /// @notice Thrown for a free price in the EHDS lane.
    error DatasetCostBased(uint256 datasetId);
    /// @notice Thrown when a version brings nothing new, or budget for records that had one.
    error DatasetVersionUnchanged(uint256 datasetId);
    /// @notice Thrown for a change of a retired dataset.
    error DatasetRetired(uint256 datasetId);
    /// @notice Thrown for the status NONE.
    error DatasetStatusInvalid(Status status);

    /// @notice Mints the dataset, opens its budget and anchors its consent root in one transaction.
    function publish(Listing calldata listing) external returns (uint256 datasetId);

    /// @notice Publishes a later state of the data. Only the owner.
    function publishVersion(uint256 datasetId, NewVersion calldata newVersion) external returns (uint32 version);

    /// @notice Price, row price, renewal share and purposes of later orders. Commercial lane only.
    function setTerms(
        uint256 datasetId,
        uint96 priceWei,
        uint96 rowPriceWei,
        uint16 renewalBps,
        uint32 purposesMask
    ) external;

    /// @notice Lists, unlists or retires the dataset. Only the owner.
    function setStatus(uint256 datasetId, Status status) external;

    /// @return dataset as it is now
    function datasetOf(uint256 datasetId) external view returns (Dataset memory);

    /// @return root consent root of the first version; 0 for an unknown dataset
    function publishedRootOf(uint256 datasetId) external view returns (bytes32 root);

    /// @return number of datasets and versions ever published; a dataset's id is the number its first version got
    function recordCount() external view returns (uint256);
}
