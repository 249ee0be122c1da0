// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IDatasetRegistry} from "../dataset/IDatasetRegistry.sol";
import {IOffers} from "./IOffers.sol";

/// @title Offers
/// @notice Checks and counts signed offers. An offer is good while its signer owns the dataset: nobody else's counts, and
/// one that was outlived by a sale and a buy-back counts again until its date.
abstract contract Offers is IOffers, EIP712 {
    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(uint256 datasetId,address buyer,uint96 priceWei,uint96 rowPriceWei,uint16 renewalBps,"
        "uint32 purposesMask,uint40 validUntil,uint32 volume,bytes32 salt)"
    );

    mapping(bytes32 offerHash => uint32) private _uses;

    /// @inheritdoc IOffers
    function offerUses(bytes32 offerHash) external view returns (uint32 used) {
        return _uses[offerHash];
    }

    /// @inheritdoc IOffers
    function hashOffer(Offer calldata offer) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(OFFER_TYPEHASH, offer)));
    }

    /// @dev Emits {OfferCancelled}.
    function _cancel(Offer calldata offer) internal {
        bytes32 offerHash = hashOffer(offer);
        _uses[offerHash] = type(uint32).max;
        emit OfferCancelled(offerHash, offer.datasetId);
    }

    /// @dev Requirements: commercial lane; in time; for this buyer; not exhausted; signed by the present owner.
    ///
    /// Emits {OfferMatched}.
    function _match(
        SignedOffer calldata signed,
        IDatasetRegistry.Dataset memory dataset,
        address buyer,
        uint256 orderId
    ) internal {
        Offer calldata offer = signed.offer;
        if (dataset.lane != IDatasetRegistry.Lane.COMMERCIAL) revert OfferNotInLane(offer.datasetId);
        bytes32 offerHash = hashOffer(offer);
        if (block.timestamp > offer.validUntil) revert OfferExpired(offerHash, offer.validUntil);
        if (offer.buyer != address(0) && offer.buyer != buyer) revert OfferNotForBuyer(offerHash, buyer);
        uint32 used = _uses[offerHash];
        if (used >= offer.volume) revert OfferExhausted(offerHash, offer.volume);
        _uses[offerHash] = used + 1;
        if (!SignatureChecker.isValidSignatureNowCalldata(dataset.provider, offerHash, signed.signature)) {
            revert OfferBadSignature(offerHash, dataset.provider);
        }
        emit OfferMatched(offerHash, orderId, offer.datasetId, used + 1);
    }
}
