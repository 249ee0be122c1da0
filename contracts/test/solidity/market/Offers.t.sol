// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IOffers} from "../../../src/market/IOffers.sol";
import {ContractOwner} from "../../../test-support/ContractOwner.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Datasets 3 and 4 are the seller's, listed at 50 wei.
contract OffersTest is MarketStage {
    bytes32 private constant OFFER_TYPE = keccak256(
        "Offer(uint256 datasetId,address buyer,uint96 priceWei,uint96 rowPriceWei,uint16 renewalBps,uint32 purposesMask,uint40 validUntil,uint32 volume,bytes32 salt)"
    );

    function setUp() public override {
        super.setUp();
        publish(seller, listing(50));
        publish(seller, listing(50));
    }

    function test_placeOrder_byOffer_takesItsTermsInPlaceOfTheListings() public {
        IOffers.Offer memory offer = offerOf(3);
        (offer.rowPriceWei, offer.renewalBps) = (2, 5_000);
        bytes32 offerHash = market.hashOffer(offer);
        vm.expectEmit(address(market));
        emit IOffers.OfferMatched(offerHash, 1, 3, 1);
        uint256 orderId = _buy(offer);
        assertEq(termsOf(orderId).totalWei, 7 + 2 * 3_000);
        assertEq(termsOf(orderId).renewalWei, 3_003);
        assertEq(termsOf(orderId).providers[0], seller);
        assertEq(market.offerUses(offerHash), 1);
    }

    function testFuzz_placeOrder_byAnyOffer_chargesIt(uint96 priceWei, uint96 rowPriceWei, uint16 renewalBps) public {
        IOffers.Offer memory offer = offerOf(3);
        offer.priceWei = uint96(bound(priceWei, 0, 1e24));
        offer.rowPriceWei = uint96(bound(rowPriceWei, 0, 1e20));
        offer.renewalBps = renewalBps;
        uint256 expectedWei = uint256(offer.priceWei) + uint256(offer.rowPriceWei) * 3_000;
        uint256 orderId = _buy(offer);
        assertEq(termsOf(orderId).totalWei, expectedWei);
        assertEq(termsOf(orderId).renewalWei, (expectedWei * renewalBps) / 10_000);
        assertEq(token.balanceOf(address(market)), expectedWei);
    }

    function testFuzz_hashOffer_isItsTypedHash(IOffers.Offer memory offer) public view {
        bytes32 structHash = keccak256(abi.encode(OFFER_TYPE, offer));
        assertEq(market.hashOffer(offer), typedHash(address(market), structHash));
    }

    function test_placeOrder_byOffer_narrowsPurposes_neverWidensThem() public {
        IOffers.Offer memory offer = offerOf(3);
        offer.purposesMask = 1;
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 3, PURPOSE);
        refuseOrder(_request(3), signOffer(SELLER_KEY, offer), refusal);
        IMarket.OrderRequest memory request = _request(3);
        request.purpose = 2;
        offer.purposesMask = type(uint32).max;
        refusal = abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 3, 2);
        refuseOrder(request, signOffer(SELLER_KEY, offer), refusal);
    }

    function test_placeOrder_byAnOfferForSomebodyElse_reverts() public {
        IOffers.Offer memory offer = offerOf(3);
        offer.buyer = STRANGER;
        _refuse(offer, abi.encodeWithSelector(IOffers.OfferNotForBuyer.selector, market.hashOffer(offer), BUYER));
        offer.buyer = BUYER;
        _buy(offer);
    }

    function testFuzz_placeOrder_byAnOfferPastItsTime_reverts(uint40 lateSeconds) public {
        IOffers.Offer memory offer = offerOf(3);
        bytes memory refusal = abi.encodeWithSelector(
            IOffers.OfferExpired.selector,
            market.hashOffer(offer),
            offer.validUntil
        );
        vm.warp(uint256(offer.validUntil) + bound(lateSeconds, 1, 100 * 365 days));
        _refuse(offer, refusal);
        vm.warp(offer.validUntil);
        _buy(offer);
    }

    function testFuzz_placeOrder_byOffer_asOftenAsItsVolume(uint32 volume) public {
        IOffers.Offer memory offer = offerOf(3);
        offer.volume = uint32(bound(volume, 0, 4));
        bytes32 offerHash = market.hashOffer(offer);
        for (uint32 i = 0; i < offer.volume; ++i) {
            vm.expectEmit(address(market));
            emit IOffers.OfferMatched(offerHash, i + 1, 3, i + 1);
            _buy(offer);
        }
        assertEq(market.offerUses(offerHash), offer.volume);
        _refuse(offer, abi.encodeWithSelector(IOffers.OfferExhausted.selector, offerHash, offer.volume));
    }

    function testFuzz_placeOrder_byAnOfferNotSignedByTheOwner_reverts(uint256 key) public {
        key = bound(key, 1, 1e70);
        vm.assume(key != SELLER_KEY);
        IOffers.Offer memory offer = offerOf(3);
        refuseOrder(_request(3), signOffer(key, offer), _badSignature(offer, seller));
    }

    function test_placeOrder_byAnOfferChangedAfterSigning_reverts() public {
        IOffers.SignedOffer[] memory offers = signOffer(SELLER_KEY, offerOf(3));
        offers[0].offer.priceWei = 0;
        refuseOrder(_request(3), offers, _badSignature(offers[0].offer, seller));
    }

    function test_placeOrder_byAnOfferOfAFormerOwner_reverts() public {
        IOffers.Offer memory offer = offerOf(3);
        offer.volume = 2;
        _buy(offer);
        vm.prank(seller);
        datasets.transferFrom(seller, HOSPITAL_B, 3);
        _refuse(offer, _badSignature(offer, HOSPITAL_B));
    }

    function test_placeOrder_byAnOfferOfAContract_works() public {
        ContractOwner owner = new ContractOwner();
        uint256 datasetId = owner.publish(datasets, listing(50));
        IOffers.SignedOffer[] memory offers = new IOffers.SignedOffer[](1);
        offers[0].offer = offerOf(datasetId);
        refuseOrder(_request(datasetId), offers, _badSignature(offers[0].offer, address(owner)));
        owner.approveHash(market.hashOffer(offers[0].offer));
        uint256 orderId = placeOrder(_request(datasetId), offers);
        assertEq(termsOf(orderId).totalWei, 7);
    }

    function test_placeOrder_ofAnUnlistedDataset_worksByOfferOnly() public {
        vm.prank(seller);
        datasets.setStatus(3, IDatasetRegistry.Status.UNLISTED);
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDatasetNotListed.selector, 3);
        refuseOrder(_request(3), refusal);
        IOffers.Offer memory offer = offerOf(3);
        offer.volume = 2;
        _buy(offer);
        vm.prank(seller);
        datasets.setStatus(3, IDatasetRegistry.Status.RETIRED);
        _refuse(offer, refusal);
    }

    function test_placeOrder_byOffersForSomeOfTheDatasets_addsUp() public {
        IMarket.OrderRequest memory request = _request(3);
        request.datasetIds = ids(2, 4);
        uint256 orderId = placeOrder(request, signOffer(SELLER_KEY, offerOf(4)));
        assertEq(termsOf(orderId).pricesWei[0], 60e18);
        assertEq(termsOf(orderId).pricesWei[1], 7);
    }

    function test_placeOrder_byOffersOutOfOrder_reverts() public {
        IMarket.OrderRequest memory request = _request(3);
        request.datasetIds = ids(3, 4);
        IOffers.SignedOffer[] memory offers = _two(4, 3);
        refuseOrder(request, offers, abi.encodeWithSelector(IOffers.OfferNotForDataset.selector, 3));
        offers = _two(3, 3);
        refuseOrder(request, offers, abi.encodeWithSelector(IOffers.OfferNotForDataset.selector, 3));
        offers = _two(3, 4);
        assertEq(termsOf(placeOrder(request, offers)).totalWei, 14);
    }

    function test_placeOrder_byAnOfferForADatasetNotOrdered_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IOffers.OfferNotForDataset.selector, 4);
        refuseOrder(_request(3), signOffer(SELLER_KEY, offerOf(4)), refusal);
    }

    function test_placeOrder_byOfferToItsSigner_reverts() public {
        IOffers.SignedOffer[] memory offers = signOffer(SELLER_KEY, offerOf(3));
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderOwnDataset.selector, 3));
        vm.prank(seller);
        market.placeOrder(_request(3), offers, noPermit());
    }

    function test_cancelOffer_endsIt_ordersStand() public {
        IOffers.Offer memory offer = offerOf(3);
        offer.volume = type(uint32).max;
        uint256 orderId = _buy(offer);
        bytes32 offerHash = market.hashOffer(offer);
        vm.expectEmit(address(market));
        emit IOffers.OfferCancelled(offerHash, 3);
        vm.prank(seller);
        market.cancelOffer(offer);
        assertLe(offer.volume, market.offerUses(offerHash));
        _refuse(offer, abi.encodeWithSelector(IOffers.OfferExhausted.selector, offerHash, offer.volume));
        market.requireEscrowed(orderId, termsOf(orderId));
        offer.salt = "another";
        _buy(offer);
    }

    function testFuzz_cancelOffer_byOthers_reverts(address caller) public {
        vm.assume(caller != seller);
        vm.expectRevert(abi.encodeWithSelector(IOffers.OfferNotOwner.selector, 3, caller));
        vm.prank(caller);
        market.cancelOffer(offerOf(3));
    }

    function test_cancelOffer_passesToTheNewOwner() public {
        vm.prank(seller);
        datasets.transferFrom(seller, HOSPITAL_B, 3);
        vm.expectRevert(abi.encodeWithSelector(IOffers.OfferNotOwner.selector, 3, seller));
        vm.prank(seller);
        market.cancelOffer(offerOf(3));
        vm.prank(HOSPITAL_B);
        market.cancelOffer(offerOf(3));
    }

    function test_cancelOffer_ofAnUnknownDataset_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 99));
        market.cancelOffer(offerOf(99));
    }

    function _request(uint256 datasetId) private pure returns (IMarket.OrderRequest memory request) {
        request = orderRequest("1");
        request.datasetIds = ids(datasetId);
    }

    function _buy(IOffers.Offer memory offer) private returns (uint256 orderId) {
        return placeOrder(_request(offer.datasetId), signOffer(SELLER_KEY, offer));
    }

    function _refuse(IOffers.Offer memory offer, bytes memory refusal) private {
        refuseOrder(_request(offer.datasetId), signOffer(SELLER_KEY, offer), refusal);
    }

    function _badSignature(IOffers.Offer memory offer, address expected) private view returns (bytes memory) {
        return abi.encodeWithSelector(IOffers.OfferBadSignature.selector, market.hashOffer(offer), expected);
    }

    function _two(uint256 a, uint256 b) private view returns (IOffers.SignedOffer[] memory offers) {
        offers = new IOffers.SignedOffer[](2);
        (offers[0], offers[1]) = (signOffer(SELLER_KEY, offerOf(a))[0], signOffer(SELLER_KEY, offerOf(b))[0]);
    }
}
