// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {World} from "../../../test-support/world/World.sol";

/// @dev Money, orders, entitlements. The handlers are those of {World}; what an invariant names as a fault was noticed by
/// the model there.
contract MarketInvariantsTest is World {
    /// @dev To the wei: escrows, and what payees have not fetched, and nothing else.
    function invariant_money_marketHoldsWhatIsEscrowedOrOwed() public view {
        uint256 dueWei = 0;
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) dueWei += _heldFor(orderId);
        assertEq(token.balanceOf(address(market)), dueWei);
        assertEq(faults["payout amount"], 0);
    }

    function invariant_settlement_sharesTheWholeTotal() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            uint256 sale = saleOf[orderId] == 0 ? orderId : saleOf[orderId];
            if (!finalised[sale]) continue;
            assertEq(
                _sum(settlementOf(orderId).amountsWei),
                saleOf[orderId] == 0 ? termsOf(sale).totalWei : paidWei[orderId]
            );
            if (saleOf[orderId] != 0 && jobOf(sale).droppedMask == 0) {
                assertEq(paidWei[orderId], termsOf(sale).renewalWei);
            }
        }
    }

    /// @dev Dropped datasets earn nothing, in the sale and in renewals; the buyer gets their prices back once.
    function invariant_settlement_dropsArePaidToTheBuyer() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            uint256 sale = saleOf[orderId] == 0 ? orderId : saleOf[orderId];
            uint8 droppedMask = jobOf(sale).droppedMask;
            if (!finalised[sale]) continue;
            IMarket.Terms memory terms = termsOf(sale);
            IMarket.Settlement memory settlement = settlementOf(orderId);
            uint256 count = terms.datasetIds.length;
            assertEq(settlement.payees.length, count + (droppedMask == 0 ? 5 : 6));
            if (droppedMask == 0) continue;
            uint256 refundWei = 0;
            for (uint256 i = 0; i < count; ++i) {
                if (!isDropped(droppedMask, i)) continue;
                assertEq(settlement.amountsWei[i], 0);
                refundWei += terms.pricesWei[i];
            }
            assertEq(settlement.payees[count], terms.buyer);
            assertEq(settlement.amountsWei[count], saleOf[orderId] == 0 ? refundWei : 0);
        }
    }

    function invariant_payout_atMostOnce_asTheBitmapSays() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            uint256 bitmap = market.claimedOf(orderId);
            for (uint256 i = 0; i < 14; ++i) {
                assertLe(paidTimes[orderId][i], 1);
                assertEq((bitmap >> i) & 1, paidTimes[orderId][i]);
            }
            assertEq(bitmap >> 14, 0);
        }
    }

    /// @dev Each payee is paid when due, unless it is itself barred from receiving; see `bar`.
    function invariant_payees_noneBlocksAnother() public view {
        assertEq(faults["payout"], 0);
        assertEq(faults["released by a stranger"] + faults["release"] + faults["renewal"], 0);
    }

    /// @dev Holder, purpose and end are as at the sale, moved by renewals and by nothing that provider, treasurer, access
    /// body or patient did since; gone after an upheld dispute.
    function invariant_entitlement_changesByRenewalAndRefundOnly() public view {
        assertEq(faults["entitlement"], 0);
    }

    function invariant_status_movesForwardOnly() public view {
        assertEq(faults["order moved back"] + faults["job moved back"], 0);
    }

    function invariant_order_andJob_endTogether() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IMarket.OrderStatus status = market.statusOf(orderId);
            IJobRegistry.State state = jobs.stateOf(orderId);
            bool isSettled = status >= IMarket.OrderStatus.SETTLED && status <= IMarket.OrderStatus.RELEASED;
            if (saleOf[orderId] != 0) {
                assertTrue(state == IJobRegistry.State.NONE, "a renewal is no job");
                assertEq(accessToken.holderOf(orderId), address(0));
                continue;
            }
            bool isFinalised = state == IJobRegistry.State.FINALISED;
            bool isEscrowed = status == IMarket.OrderStatus.ESCROWED;
            assertTrue(!isEscrowed || !isFinalised, "settled if finalised");
            assertTrue(!isSettled || isFinalised, "finalised if settled");
            bool hasAccess = accessToken.accessUntil(orderId) != 0;
            assertTrue(hasAccess == isSettled, "access if and only if settled and not refunded");
            if (status == IMarket.OrderStatus.REFUNDED) {
                assertTrue(isFinalised || state == IJobRegistry.State.FAILED, "refunded by failure or dispute");
            }
        }
    }

    function invariant_offer_isMatchedAtMostItsVolume() public view {
        for (uint256 i = 0; i < offerHashes.length; ++i) {
            assertLe(market.offerUses(offerHashes[i]), volumes[offerHashes[i]]);
        }
    }

    /// @dev Not a view: the runner throws away what an invariant changes, so this lets time pass on trial. Everything ends
    /// by anyone's call, and nothing stays behind but what barred payees are owed.
    function invariant_everyOrder_canBeEndedByAnyone() public {
        assertEq(faults["stuck"] + faults["refunded too early"] + faults["lapse"] + faults["step refused"], 0);
        vm.warp(block.timestamp + ORDER_WINDOW + DISPUTE_WINDOW + VOTING + 1);
        uint256 barredWei = 0;
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IMarket.OrderStatus status = market.statusOf(orderId);
            if (status == IMarket.OrderStatus.ESCROWED) market.refund(orderId, termsOf(orderId));
            if (status == IMarket.OrderStatus.DISPUTED) disputes.lapse(orderId, settlementOf(orderId));
            if (market.statusOf(orderId) != IMarket.OrderStatus.REFUNDED) barredWei += _fetchAll(orderId);
        }
        assertEq(token.balanceOf(address(market)), barredWei);
    }

    function _sum(uint128[] memory amountsWei) private pure returns (uint256 sumWei) {
        for (uint256 i = 0; i < amountsWei.length; ++i) sumWei += amountsWei[i];
    }

    function _fetchAll(uint256 orderId) private returns (uint256 barredWei) {
        IMarket.Settlement memory settlement = settlementOf(orderId);
        for (uint256 i = 0; i < settlement.payees.length; ++i) {
            if (paidTimes[orderId][i] != 0) continue;
            if (refuses(settlement.payees[i])) barredWei += settlement.amountsWei[i];
            else market.claimOne(orderId, settlement, i);
        }
    }

    function _heldFor(uint256 orderId) private view returns (uint256 dueWei) {
        IMarket.OrderStatus status = market.statusOf(orderId);
        if (status == IMarket.OrderStatus.REFUNDED) return 0;
        if (status == IMarket.OrderStatus.ESCROWED) return termsOf(orderId).totalWei;
        uint128[] memory amountsWei = settlementOf(orderId).amountsWei;
        uint256 bitmap = market.claimedOf(orderId);
        for (uint256 i = 0; i < amountsWei.length; ++i) if ((bitmap >> i) & 1 == 0) dueWei += amountsWei[i];
    }
}
