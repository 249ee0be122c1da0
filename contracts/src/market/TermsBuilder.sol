// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {IMarket} from "./IMarket.sol";
import {IOffers} from "./IOffers.sol";

/// @title TermsBuilder
/// @notice Turns a request and the datasets as they are now into what is sold, or says why it cannot be sold.
library TermsBuilder {
    using SafeCast for uint256;

    /// @dev Most datasets in one order.
    uint256 internal constant DATASETS_MAX = 8;
    /// @dev Shortest and longest access period in seconds.
    uint256 internal constant ACCESS_SECONDS_MIN = 60;
    uint256 internal constant ACCESS_SECONDS_MAX = 10 * 365 days;
    /// @dev 100 %.
    uint256 private constant BPS = 10_000;

    /// @dev Requirements: 1 to {DATASETS_MAX} datasets in strictly ascending order; at least one row; a digest and a key;
    /// exactly one purpose; access period within bounds.
    function start(
        IMarket.OrderRequest calldata request,
        address buyer,
        uint256 orderWindowSeconds
    ) internal view returns (IMarket.Terms memory terms) {
        uint256 count = request.datasetIds.length;
        if (count == 0 || count > DATASETS_MAX) revert IMarket.OrderDatasetsInvalid();
        for (uint256 i = 1; i < count; ++i) {
            if (request.datasetIds[i] <= request.datasetIds[i - 1]) revert IMarket.OrderDatasetsInvalid();
        }
        if (
            request.rows == 0 ||
            request.specDigest == bytes32(0) ||
            request.buyerKey == bytes32(0) ||
            request.accessSeconds < ACCESS_SECONDS_MIN ||
            request.accessSeconds > ACCESS_SECONDS_MAX
        ) revert IMarket.OrderValueOutOfRange();
        if (request.purpose == 0 || request.purpose & (request.purpose - 1) != 0) {
            revert IMarket.OrderPurposeNotAllowed(request.datasetIds[0], request.purpose);
        }
        terms.buyer = buyer;
        (terms.rhoMicro, terms.rows) = (request.rhoMicro, request.rows);
        (terms.purpose, terms.accessSeconds) = (request.purpose, request.accessSeconds);
        terms.deadline = (block.timestamp + orderWindowSeconds).toUint40();
        (terms.permitId, terms.specDigest, terms.buyerKey) = (request.permitId, request.specDigest, request.buyerKey);
        terms.datasetIds = request.datasetIds;
        terms.versions = new uint32[](count);
        terms.pricesWei = new uint128[](count);
        terms.providers = new address[](count);
    }

    /// @dev Puts the offer's terms in place of the listing's.
    function applyOffer(IDatasetRegistry.Dataset memory dataset, IOffers.Offer calldata offer) internal pure {
        (dataset.priceWei, dataset.rowPriceWei) = (offer.priceWei, offer.rowPriceWei);
        dataset.renewalBps = offer.renewalBps;
        dataset.purposesMask &= offer.purposesMask;
    }

    /// @dev Adds dataset `i`. Requirements: LISTED, or UNLISTED with an offer; all in one lane, which fits the permit;
    /// purpose allowed; the buyer is not its provider; the total fits 128 bits.
    function add(
        IMarket.Terms memory terms,
        uint256 i,
        IDatasetRegistry.Dataset memory dataset,
        uint256 rows,
        bool isEhds,
        bool hasOffer
    ) internal pure {
        uint256 datasetId = terms.datasetIds[i];
        bool isOpen =
            dataset.status == IDatasetRegistry.Status.LISTED ||
                (hasOffer && dataset.status == IDatasetRegistry.Status.UNLISTED);
        if (!isOpen) revert IMarket.OrderDatasetNotListed(datasetId);
        if (isEhds != (dataset.lane == IDatasetRegistry.Lane.EHDS)) revert IMarket.OrderLaneMixed(datasetId);
        if (isEhds && terms.permitId == 0) revert IMarket.OrderPermitNeeded(datasetId);
        if (!isEhds && terms.permitId != 0) revert IMarket.OrderPermitNotUsed(terms.permitId);
        if (dataset.purposesMask & terms.purpose == 0) revert IMarket.OrderPurposeNotAllowed(datasetId, terms.purpose);
        if (dataset.provider == terms.buyer) revert IMarket.OrderOwnDataset(datasetId);

        // 96 bits, and 96 + 32 bits: no overflow.
        uint256 priceWei = uint256(dataset.priceWei) + uint256(dataset.rowPriceWei) * rows;
        terms.pricesWei[i] = isEhds ? dataset.costs.holderWei : priceWei.toUint128();
        terms.totalWei = (terms.totalWei + priceWei).toUint128();
        terms.renewalWei = (terms.renewalWei + (priceWei * dataset.renewalBps) / BPS).toUint128();
        (terms.versions[i], terms.providers[i]) = (dataset.version, dataset.provider);
        if (isEhds) {
            // Parts of a price that fits.
            terms.workersWei += dataset.costs.computeWei;
            terms.evaluatorWei += dataset.costs.evaluationWei;
            terms.treasuryWei += dataset.costs.accessBodyWei;
        }
    }

    /// @dev Shares of a commercial order, rounded down; providers get the rest. Bounded by the total, which fits.
    function setFees(
        IMarket.Terms memory terms,
        uint256 treasuryBps,
        uint256 workerBps,
        uint256 evaluatorBps,
        address treasury
    ) internal pure {
        terms.workersWei = uint128((terms.totalWei * workerBps) / BPS);
        terms.evaluatorWei = uint128((terms.totalWei * evaluatorBps) / BPS);
        terms.treasuryWei = uint128((terms.totalWei * treasuryBps) / BPS);
        terms.treasury = treasury;
    }
}
