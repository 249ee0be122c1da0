// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../../src/market/IMarket.sol";
import {IOffers} from "../../src/market/IOffers.sol";
import {RefusingToken} from "../RefusingToken.sol";
import {WorldBase} from "./WorldBase.sol";

/// @title SaleActions
/// @notice Orders in both lanes, with and without offers; renewals, releases, payouts, refunds, and what time ends.
abstract contract SaleActions is WorldBase {
    uint256 internal constant ESCROWED = 1 << uint256(IMarket.OrderStatus.ESCROWED);
    uint256 internal constant SETTLED = 1 << uint256(IMarket.OrderStatus.SETTLED);
    uint256 internal constant DISPUTED = 1 << uint256(IMarket.OrderStatus.DISPUTED);
    uint256 internal constant RELEASED = 1 << uint256(IMarket.OrderStatus.RELEASED);

    mapping(uint256 datasetId => IOffers.SignedOffer) private _offers;
    mapping(uint256 datasetId => address) private _signers;
    bytes32[] internal offerHashes;
    mapping(bytes32 offerHash => uint32) internal volumes;

    function order(uint256 seed) external observed {
        uint256 random = mix(seed);
        bool isEhds = random % 3 == 0;
        IMarket.OrderRequest memory request = orderRequest(bytes32(random));
        request.datasetIds = isEhds ? _subset(random >> 8, FIRST_EHDS, 2) : _subset(random >> 8, 1, 3);
        if (isEhds) request.permitId = 1 + permits.permitCount() - 1 - (((random >> 16) % 2) % permits.permitCount());
        // Mostly affordable, sometimes anything.
        request.rhoMicro =
            (random >> 24) % 16 == 0 ? uint64(random >> 24) : uint64(1 + ((random >> 24) % (RHO_CAP / 40)));
        request.rows = uint32(1 + ((random >> 32) % 5_000));
        request.accessSeconds = uint32(60 + ((random >> 40) % 90 days));
        bool hasOffers = !isEhds && (random >> 48) % 2 == 0;
        IOffers.SignedOffer[] memory offers = hasOffers ? _sign(request.datasetIds, random) : noOffers();
        _place(!isEhds && (random >> 56) % 3 == 0 ? BUYER2 : BUYER, request, offers);
    }

    function renew(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, SETTLED | RELEASED);
        if (orderId == 0) return;
        IMarket.Terms memory terms = termsOf(orderId);
        uint256 beforeWei = token.balanceOf(terms.buyer);
        vm.recordLogs();
        (bool isDone, bytes memory answer) = act(
            settlementOf(orderId).buyer,
            address(market),
            abi.encodeCall(market.renew, (orderId, terms, settlementOf(orderId), noPermit()))
        );
        // A renewal's own id stands for no entitlement.
        bool expected = saleOf[orderId] == 0 && _mayRenew(terms);
        check(isDone, expected, "renewal");
        if (!isDone) return;
        count("renew");
        uint256 renewalId = abi.decode(answer, (uint256));
        keepRenewal(renewalId);
        saleOf[renewalId] = orderId;
        paidWei[renewalId] = beforeWei - token.balanceOf(terms.buyer);
        uint64 from = held[orderId].until;
        if (from < block.timestamp) from = uint64(block.timestamp);
        held[orderId].until = from + terms.accessSeconds;
    }

    function release(uint256 seed) external observed {
        uint256 orderId = find(mix(seed), SETTLED);
        if (orderId == 0) return;
        bytes memory data = abi.encodeCall(market.release, (orderId, settlementOf(orderId)));
        (bool isDone, ) = act(STRANGER, address(market), data);
        check(isDone, false, "released by a stranger");
        (isDone, ) = act(settlementOf(orderId).buyer, address(market), data);
        check(isDone, true, "release");
        count("release");
    }

    function payout(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, SETTLED | RELEASED | DISPUTED);
        if (orderId == 0) return;
        IMarket.Settlement memory settlement = settlementOf(orderId);
        IMarket.OrderStatus status = market.statusOf(orderId);
        bool isDue =
            status == IMarket.OrderStatus.RELEASED ||
                (status == IMarket.OrderStatus.SETTLED && block.timestamp > settlement.settledAt + DISPUTE_WINDOW);
        for (uint256 i = 0; i <= settlement.payees.length; ++i) _pay(orderId, settlement, i, isDue, random >> i);
    }

    function refund(uint256 seed) external observed {
        uint256 orderId = find(mix(seed), ESCROWED);
        if (orderId == 0) return;
        bool isFailed = uint256(jobs.stateOf(orderId)) == 9;
        _refund(orderId, isFailed || block.timestamp > termsOf(orderId).deadline);
    }

    /// @dev Whatever state an order is in, once its time is over anyone ends it.
    function timeout(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, ESCROWED | DISPUTED);
        if (orderId == 0) return;
        if (market.statusOf(orderId) == IMarket.OrderStatus.ESCROWED) {
            _passTo(termsOf(orderId).deadline + 1);
            _refund(orderId, true);
            count("timeout of an order");
        } else {
            _passTo(disputes.disputeOf(orderId).closesAt + 1);
            (bool isDone, ) = act(
                STRANGER,
                address(disputes),
                abi.encodeCall(disputes.lapse, (orderId, settlementOf(orderId)))
            );
            check(isDone, true, "stuck");
            count("timeout of a dispute");
        }
    }

    function pass(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 kind = random % 16;
        uint256 most =
            kind < 9
                ? 10 minutes
                : kind < 13
                    ? 8 hours
                    : kind < 15
                        ? 4 days
                        : 60 days;
        vm.warp(block.timestamp + 1 + ((random >> 8) % most));
        count("pass");
    }

    /// @dev One provider and one node are barred by the token's issuer, or no longer.
    function bar(uint256 seed) external observed {
        uint256 random = mix(seed);
        RefusingToken(address(token)).setRefusing(random % 2 == 0 ? owners[1] : nodes[1], (random >> 8) % 2 == 0);
        count("bar");
    }

    function _place(address buyer, IMarket.OrderRequest memory request, IOffers.SignedOffer[] memory offers) private {
        bytes memory data = abi.encodeCall(market.placeOrder, (request, offers, noPermit()));
        vm.recordLogs();
        (bool isDone, bytes memory answer) = act(buyer, address(market), data);
        if (!isDone) return count("order refused");
        uint256 orderId = abi.decode(answer, (uint256));
        keepTerms(orderId);
        IMarket.Terms memory terms = termsOf(orderId);
        if (!hasBasis(terms, 0)) fault("ordered without a basis");
        for (uint256 i = 0; i < offers.length; ++i) {
            uint256 datasetId = offers[i].offer.datasetId;
            if (_signers[datasetId] != datasets.ownerOf(datasetId)) fault("role kept");
        }
        count(terms.permitId != 0 ? bytes32("order, EHDS") : bytes32("order, commercial"));
        if (offers.length != 0) count("order with offers");
    }

    function _mayRenew(IMarket.Terms memory terms) private view returns (bool) {
        if (terms.permitId == 0) return true;
        // An amended permit may do, if it still grants all of it.
        try permits.check(terms.permitId, terms.buyer, terms.purpose, terms.datasetIds) {
            return permitIsCurrent(terms.permitId, permits.permitOf(terms.permitId).version);
        } catch {
            return false;
        }
    }

    function _pay(
        uint256 orderId,
        IMarket.Settlement memory settlement,
        uint256 index,
        bool isDue,
        uint256 random
    ) private {
        bool isPayee = index < settlement.payees.length;
        address payee = isPayee ? settlement.payees[index] : address(0);
        bool expected = isPayee && isDue && paidTimes[orderId][index] == 0 && !refuses(payee);
        bytes memory data = abi.encodeCall(market.claimOne, (orderId, settlement, index));
        if (random % 2 == 0) {
            IMarket.Settlement[] memory settlements = new IMarket.Settlement[](1);
            settlements[0] = settlement;
            data = abi.encodeCall(market.claim, (ids(orderId), settlements, ids(index)));
        }
        uint256 beforeWei = token.balanceOf(payee);
        (bool isDone, ) = act(STRANGER, address(market), data);
        check(isDone, expected, "payout");
        if (!isDone) {
            if (isPayee && isDue && refuses(payee)) count("payout refused by the payee");
            return;
        }
        if (token.balanceOf(payee) - beforeWei != settlement.amountsWei[index]) fault("payout amount");
        if (saleOf[orderId] == 0 && !finalised[orderId]) fault("paid without a basis");
        ++paidTimes[orderId][index];
        count("payout");
    }

    function _refund(uint256 orderId, bool expected) private {
        (bool isDone, ) = act(STRANGER, address(market), abi.encodeCall(market.refund, (orderId, termsOf(orderId))));
        check(isDone, expected, expected ? bytes32("stuck") : bytes32("refunded too early"));
        if (isDone) count("refund");
    }

    function _passTo(uint256 time) private {
        if (block.timestamp < time) vm.warp(time);
    }

    function _subset(uint256 random, uint256 first, uint256 size) private pure returns (uint256[] memory chosen) {
        uint256 mask = 1 + (random % ((1 << size) - 1));
        chosen = new uint256[](size);
        uint256 length = 0;
        for (uint256 i = 0; i < size; ++i) if (mask & (1 << i) != 0) chosen[length++] = first + i;
        assembly ("memory-safe") {
            mstore(chosen, length)
        }
    }

    /// @dev An offer per dataset: half of them new ones, the others as signed before, maybe by a former owner.
    function _sign(uint256[] memory datasetIds, uint256 random) private returns (IOffers.SignedOffer[] memory offers) {
        offers = new IOffers.SignedOffer[](datasetIds.length);
        for (uint256 i = 0; i < datasetIds.length; ++i) {
            uint256 datasetId = datasetIds[i];
            if (_signers[datasetId] == address(0) || (random >> (64 + i)) % 2 == 0) _signOne(datasetId, random);
            offers[i] = _offers[datasetId];
        }
    }

    function _signOne(uint256 datasetId, uint256 random) private {
        address owner = datasets.ownerOf(datasetId);
        IOffers.Offer memory offer = IOffers.Offer({
            datasetId: datasetId,
            buyer: address(0),
            priceWei: uint96((random >> 72) % 1e20),
            rowPriceWei: uint96((random >> 80) % 1e15),
            renewalBps: uint16((random >> 88) % 10_001),
            purposesMask: type(uint16).max,
            validUntil: uint40(block.timestamp + 5 days),
            volume: uint32(1 + ((random >> 96) % 3)),
            salt: bytes32(random)
        });
        bytes32 offerHash = market.hashOffer(offer);
        _offers[datasetId] = IOffers.SignedOffer(offer, sign(keyOf[owner], offerHash));
        _signers[datasetId] = owner;
        offerHashes.push(offerHash);
        volumes[offerHash] = offer.volume;
    }
}
