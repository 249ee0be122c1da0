// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {IOffers} from "../src/market/IOffers.sol";
import {Stage} from "./Stage.sol";

/// @title MarketStage
/// @notice Datasets 1 and 2 on sale, a seller and a payer whose keys we know, and what they sign.
abstract contract MarketStage is Stage {
    /// @dev Prices of datasets 1 and 2.
    uint128 internal constant TOTAL_WEI = 160e18 + 1;
    uint256 internal constant SELLER_KEY = 0x5E11E4;
    uint256 internal constant PAYER_KEY = 0x9A7E4;
    bytes32 internal constant PERMIT_TYPE = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 internal constant RECEIVE_TYPE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    address internal seller;
    /// @dev Has tokens and gave no allowance.
    address internal payer;

    function setUp() public virtual override {
        super.setUp();
        publishBoth();
        (seller, payer) = (vm.addr(SELLER_KEY), vm.addr(PAYER_KEY));
        token.transfer(payer, 1e24);
    }

    /// @dev An order that the market must refuse, with this error.
    function refuseOrder(IMarket.OrderRequest memory request, bytes memory refusal) internal {
        refuseOrder(request, noOffers(), refusal);
    }

    function refuseOrder(
        IMarket.OrderRequest memory request,
        IOffers.SignedOffer[] memory offers,
        bytes memory refusal
    ) internal {
        uint256 balance = token.balanceOf(BUYER);
        uint256 count = market.orderCount();
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        market.placeOrder(request, offers, noPermit());
        assertEq(token.balanceOf(BUYER), balance);
        assertEq(market.orderCount(), count);
    }

    /// @dev A sale of datasets 1 and 2, settled.
    function sell(bytes32 clientOrderId) internal returns (uint256 orderId) {
        orderId = placeOrder(clientOrderId);
        playUntilSettled(orderId);
    }

    function passDisputeWindow() internal {
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
    }

    function statusIs(uint256 orderId, IMarket.OrderStatus status) internal view {
        assertEq(uint256(market.statusOf(orderId)), uint256(status));
    }

    /// @dev For everybody, at 7 wei, with all purposes, once.
    function offerOf(uint256 datasetId) internal view returns (IOffers.Offer memory) {
        return
            IOffers.Offer({
                datasetId: datasetId,
                buyer: address(0),
                priceWei: 7,
                rowPriceWei: 0,
                renewalBps: 0,
                purposesMask: type(uint32).max,
                validUntil: uint40(block.timestamp + 1 days),
                volume: 1,
                salt: "salt"
            });
    }

    function signOffer(
        uint256 key,
        IOffers.Offer memory offer
    ) internal view returns (IOffers.SignedOffer[] memory offers) {
        offers = new IOffers.SignedOffer[](1);
        offers[0] = IOffers.SignedOffer(offer, sign(key, market.hashOffer(offer)));
    }

    /// @dev EIP-2612, for the market.
    function signPermit(
        uint256 key,
        uint256 valueWei,
        uint256 deadline
    ) internal view returns (IMarket.Permit memory permit) {
        address owner = vm.addr(key);
        uint256 nonce = token.nonces(owner);
        bytes32 hash = keccak256(abi.encode(PERMIT_TYPE, owner, address(market), valueWei, nonce, deadline));
        (permit.valueWei, permit.deadline) = (valueWei, deadline);
        (permit.v, permit.r, permit.s) = vm.sign(key, _tokenHash(hash));
    }

    /// @dev EIP-3009, over exactly this order, valid for an hour.
    function authorize(
        uint256 key,
        IMarket.OrderRequest memory request,
        IOffers.SignedOffer[] memory offers,
        uint256 valueWei
    ) internal view returns (IMarket.Authorization memory authorization) {
        bytes32 nonce = market.authorizationNonce(request, offers);
        authorization.validBefore = block.timestamp + 1 hours;
        bytes32 hash = keccak256(
            abi.encode(RECEIVE_TYPE, vm.addr(key), address(market), valueWei, 0, authorization.validBefore, nonce)
        );
        (authorization.v, authorization.r, authorization.s) = vm.sign(key, _tokenHash(hash));
    }

    function _tokenHash(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(token.DOMAIN_SEPARATOR(), structHash);
    }
}
