// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IDatasetRegistry
/// @notice One ERC-721 per dataset: who provides it, on which terms, under which digests.
interface IDatasetRegistry {
    /// @notice EHDS listings need a data permit and are refused until the permit registry is deployed.
    enum Lane {
        COMMERCIAL,
        EHDS
    }

    enum Status {
        NONE,
        LISTED,
        UNLISTED,
        RETIRED
    }

    /// @param catalogueDigest sha256 of the canonical HealthDCAT-AP entry (its CID is CIDv1 raw of this digest)
    /// @param schemaDigest sha256 of the canonical symbolon-schema/1 document; orders over several datasets need equal digests
    /// @param licenceHash keccak256 of the licence URI
    /// @param consentRoot Merkle root of salted consent commitments
    /// @param priceWei price of one order in payment-token wei
    /// @param rhoCapMicro total zCDP budget in micro-rho
    /// @param purposesMask bit i set = purpose i of Regulation (EU) 2025/327 Art. 53 allowed
    /// @param categoryCode health data category of Art. 51(1), by position
    struct Listing {
        bytes32 catalogueDigest;
        bytes32 schemaDigest;
        bytes32 licenceHash;
        bytes32 consentRoot;
        uint128 priceWei;
        uint64 rhoCapMicro;
        uint32 purposesMask;
        uint16 categoryCode;
        Lane lane;
    }

    struct Dataset {
        bytes32 catalogueDigest;
        bytes32 schemaDigest;
        bytes32 licenceHash;
        uint128 priceWei;
        uint32 purposesMask;
        uint16 categoryCode;
        Lane lane;
        Status status;
        uint32 version;
        address provider;
    }

    event DatasetPublished(
        uint256 indexed datasetId,
        address indexed provider,
        bytes32 catalogueDigest,
        bytes32 schemaDigest,
        bytes32 licenceHash,
        uint128 priceWei,
        uint64 rhoCapMicro,
        uint32 purposesMask,
        uint16 categoryCode,
        Lane lane
    );
    event DatasetTermsChanged(uint256 indexed datasetId, uint128 priceWei, uint32 purposesMask, uint32 version);
    event DatasetStatusChanged(uint256 indexed datasetId, Status status);

    error DatasetUnknown(uint256 datasetId);
    error DatasetNotOwner(uint256 datasetId, address caller);
    error DatasetZeroDigest();
    error DatasetNoPurpose();
    error DatasetLaneClosed(Lane lane);
    error DatasetRetired(uint256 datasetId);
    error DatasetStatusInvalid(Status status);

    /// @notice Mints the dataset, opens its budget and anchors its consent root in one transaction.
    function publish(Listing calldata listing) external returns (uint256 datasetId);

    function setTerms(uint256 datasetId, uint128 priceWei, uint32 purposesMask) external;

    function setStatus(uint256 datasetId, Status status) external;

    function datasetOf(uint256 datasetId) external view returns (Dataset memory);

    /// @return root consent root the dataset was published with; 0 for an unknown dataset
    function publishedRootOf(uint256 datasetId) external view returns (bytes32 root);

    function datasetCount() external view returns (uint256);
}
