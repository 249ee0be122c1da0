// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IOffers} from "../../../src/market/IOffers.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev The payer signs once, EIP-3009; a stranger sends the transaction and pays for its gas.
contract PlaceOrderAuthorizationTest is MarketStage {
    function testFuzz_placeOrderWithAuthorization_byAnyRelayer_buysForWhoSigned(
        address relayer,
        bytes32 clientOrderId,
        uint32 rows
    ) public {
        vm.assume(rows != 0);
        IMarket.OrderRequest memory request = orderRequest(clientOrderId);
        request.rows = rows;
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        bytes32 nonce = market.authorizationNonce(request, noOffers());
        vm.recordLogs();
        vm.prank(relayer);
        market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        keepTerms(1);
        assertEq(termsOf(1).buyer, payer);
        assertEq(token.balanceOf(payer), 1e24 - TOTAL_WEI);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
        assertTrue(token.authorizationState(payer, nonce), "used");
    }

    function test_placeOrderWithAuthorization_isPaidByTheNonceOfTheOrder() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        bytes32 nonce = keccak256(abi.encode(address(market), request, noOffers()));
        assertEq(market.authorizationNonce(request, noOffers()), nonce);
        vm.expectEmit(address(token));
        emit IERC3009.AuthorizationUsed(payer, nonce);
        _relay(request, noOffers(), authorization);
    }

    /// @dev Whatever a relayer changes, the nonce changes, and the signature is one over something else.
    function test_placeOrderWithAuthorization_ofAChangedRequest_reverts() public {
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, orderRequest("1"), noOffers(), TOTAL_WEI);
        for (uint256 i = 0; i < 7; ++i) {
            IMarket.OrderRequest memory request = orderRequest("1");
            if (i == 0) request.buyerKey = keccak256("the relayer's key");
            if (i == 1) request.specDigest = keccak256("another spec");
            if (i == 2) request.clientOrderId = "2";
            if (i == 3) request.rhoMicro += 1;
            if (i == 4) request.purpose = 1;
            if (i == 5) request.rows += 1;
            if (i == 6) request.maxPriceWei -= 1;
            vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
            _relay(request, noOffers(), authorization);
        }
        _relay(orderRequest("1"), noOffers(), authorization);
    }

    function testFuzz_authorizationNonce_isAnotherForAnyOtherRequest(
        bytes32 buyerKey,
        uint128 maxPriceWei,
        uint32 accessSeconds,
        uint256 datasetId
    ) public view {
        IMarket.OrderRequest memory request = orderRequest("1");
        (request.buyerKey, request.maxPriceWei, request.accessSeconds) = (buyerKey, maxPriceWei, accessSeconds);
        request.datasetIds[1] = datasetId;
        bytes32 expected = keccak256(abi.encode(address(market), request, noOffers()));
        assertEq(market.authorizationNonce(request, noOffers()), expected);
        bool isSame = keccak256(abi.encode(request)) == keccak256(abi.encode(orderRequest("1")));
        bytes32 first = market.authorizationNonce(orderRequest("1"), noOffers());
        assertTrue((expected == first) == isSame, "same nonce, same order");
    }

    function test_placeOrderWithAuthorization_ofAChangedOffer_reverts() public {
        (IMarket.OrderRequest memory request, IOffers.SignedOffer[] memory offers) = _offered(7);
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, offers, 7);
        (, IOffers.SignedOffer[] memory others) = _offered(6);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _relay(request, others, authorization);
        // Leaving the offer out would charge the listed price.
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _relay(request, noOffers(), authorization);
        _relay(request, offers, authorization);
        assertEq(token.balanceOf(payer), 1e24 - 7);
    }

    function test_placeOrderWithAuthorization_forAnotherBuyer_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        market.placeOrderWithAuthorization(request, noOffers(), BUYER, authorization);
    }

    /// @dev Free does not mean that anybody may order in somebody's name.
    function test_placeOrderWithAuthorization_ofFreeDatasets_stillNeedsTheSignature() public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 0, 0, 0, PURPOSE);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1);
        IMarket.Authorization memory authorization = authorize(SELLER_KEY, request, noOffers(), 0);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _relay(request, noOffers(), authorization);
        _relay(request, noOffers(), authorize(PAYER_KEY, request, noOffers(), 0));
        statusIs(1, IMarket.OrderStatus.ESCROWED);
    }

    function test_placeOrderWithAuthorization_twice_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        _relay(request, noOffers(), authorization);
        bytes32 nonce = market.authorizationNonce(request, noOffers());
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, payer, nonce));
        _relay(request, noOffers(), authorization);
        assertEq(market.orderCount(), 1);
    }

    function testFuzz_placeOrderWithAuthorization_overAnotherValue_reverts(uint128 valueWei) public {
        vm.assume(valueWei != TOTAL_WEI);
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), valueWei);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _relay(request, noOffers(), authorization);
    }

    function test_placeOrderWithAuthorization_afterAPriceChange_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 1, 0, 0, PURPOSE);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _relay(request, noOffers(), authorization);
    }

    function test_placeOrderWithAuthorization_outsideItsTime_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.warp(authorization.validBefore);
        vm.expectRevert(
            abi.encodeWithSelector(
                ERC3009.ERC3009InvalidAuthorizationTime.selector,
                authorization.validAfter,
                authorization.validBefore
            )
        );
        _relay(request, noOffers(), authorization);
    }

    function test_placeOrderWithAuthorization_ofMoreThanThePayerHas_reverts() public {
        vm.prank(payer);
        token.transfer(STRANGER, 1e24 - 5);
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, payer, 5, TOTAL_WEI));
        _relay(request, noOffers(), authorization);
    }

    function test_placeOrderWithAuthorization_whilePaused_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        market.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        _relay(request, noOffers(), authorization);
    }

    function test_placeOrderWithAuthorization_byTheProvider_reverts() public {
        uint256 datasetId = publish(payer, listing(5));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), 5);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderOwnDataset.selector, datasetId));
        _relay(request, noOffers(), authorization);
    }

    function _relay(
        IMarket.OrderRequest memory request,
        IOffers.SignedOffer[] memory offers,
        IMarket.Authorization memory authorization
    ) private {
        vm.prank(STRANGER);
        market.placeOrderWithAuthorization(request, offers, payer, authorization);
    }

    /// @dev Dataset 3 of the seller, at an offered price.
    function _offered(
        uint96 priceWei
    ) private returns (IMarket.OrderRequest memory request, IOffers.SignedOffer[] memory offers) {
        if (datasets.recordCount() == 2) publish(seller, listing(50));
        request = orderRequest("1");
        request.datasetIds = ids(3);
        IOffers.Offer memory offer = offerOf(3);
        offer.priceWei = priceWei;
        offers = signOffer(SELLER_KEY, offer);
    }
}
