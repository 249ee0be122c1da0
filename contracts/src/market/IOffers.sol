// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IOffers
/// @notice Prices signed off chain by a dataset's owner (EIP-712) and matched on chain: listing and repricing are free.
/// Offer(uint256 datasetId,address buyer,uint96 priceWei,uint96 rowPriceWei,uint16 renewalBps,uint32 purposesMask,
/// uint40 validUntil,uint32 volume,bytes32 salt)
interface IOffers {
    /// @param buyer who may take it; 0 = anyone
    /// @param priceWei price of one order, plus `rowPriceWei` per row
    /// @param renewalBps price of a renewal as share of the order's price
    /// @param purposesMask narrows the listing's mask, never widens it
    /// @param validUntil unix seconds, inclusive
    /// @param volume how many orders may be placed on it
    struct Offer {
        uint256 datasetId;
        address buyer;
        uint96 priceWei;
        uint96 rowPriceWei;
        uint16 renewalBps;
        uint32 purposesMask;
        uint40 validUntil;
        uint32 volume;
        bytes32 salt;
    }

    /// @param signature 65 bytes by the dataset's owner, or ERC-1271 if the owner is a contract
    struct SignedOffer {
        Offer offer;
        bytes signature;
    }

    /// @notice An order was placed on the offer.
    event OfferMatched(bytes32 indexed offerHash, uint256 indexed orderId, uint256 indexed datasetId, uint32 used);
    /// @notice The offer was ended.
    event OfferCancelled(bytes32 indexed offerHash, uint256 indexed datasetId);

    /// @notice Thrown after the offer's date.
    error OfferExpired(bytes32 offerHash, uint40 validUntil);
    /// @notice Thrown when the offer was taken as often as it may be, or cancelled.
    error OfferExhausted(bytes32 offerHash, uint32 volume);
    /// @notice Thrown when the dataset's owner did not sign the offer.
    error OfferBadSignature(bytes32 offerHash, address expected);
    /// @notice Thrown when the offer is for somebody else.
    error OfferNotForBuyer(bytes32 offerHash, address buyer);
    /// @notice Thrown when the offer is for no dataset of the order, or out of order.
    error OfferNotForDataset(uint256 datasetId);
    /// @notice Thrown for an offer in the EHDS lane.
    error OfferNotInLane(uint256 datasetId);
    /// @notice Thrown when somebody else than the dataset's owner cancels.
    error OfferNotOwner(uint256 datasetId, address caller);

    /// @notice Ends an offer; orders already placed on it stand. Only the dataset's owner.
    function cancelOffer(Offer calldata offer) external;

    /// @return used orders placed on the offer so far; its volume or more when it is exhausted or cancelled
    function offerUses(bytes32 offerHash) external view returns (uint32 used);

    /// @return EIP-712 digest that the dataset's owner signs
    function hashOffer(Offer calldata offer) external view returns (bytes32);
}
