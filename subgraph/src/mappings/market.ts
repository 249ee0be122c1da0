import { ethereum } from "@graphprotocol/graph-ts";
import {
  FeesChanged,
  OfferCancelled,
  OfferMatched,
  OrderDisputed,
  OrderPlaced,
  OrderRefunded,
  OrderReleased,
  OrderRenewed,
  OrderSettled,
  OrderSettledSettlementStruct,
  PayoutClaimed,
} from "../../generated/Market/Market";
import { Order, Settlement } from "../../generated/schema";
import { numberId, partId } from "../common/ids";
import { countDatasetOrder } from "../store/dataset";
import { updateFees } from "../store/fees";
import { createJob } from "../store/job";
import { addOfferMatch, cancelOffer } from "../store/offer";
import { createOrder, markOrderSettled, markOrderStatus, refundOrder, setLatestRenewal } from "../store/order";
import { claimPayout } from "../store/payout";
import { createRenewal } from "../store/renewal";
import { cancelPayouts, createSettlement, setSettlementStatus } from "../store/settlement";
import { countEscrowRefund, countOrder, countRenewal, countSettlement, countSettledRefund } from "../store/stats";

/** The job begins here: the contracts write nothing about it before a node claims. */
export function handleOrderPlaced(event: OrderPlaced): void {
  const terms = event.params.terms;
  createOrder(event);
  createJob(event, event.params.orderId);
  const datasetIds = terms.datasetIds;
  for (let i = 0; i < datasetIds.length; i++) countDatasetOrder(datasetIds[i]);
  countOrder(terms.totalWei);
}

export function handleOrderSettled(event: OrderSettled): void {
  const order = Order.load(numberId(event.params.orderId));
  if (order == null) return;
  const settlement = createSettlement(event, order.id, order, event.params.settlement);
  markOrderSettled(event, order);
  countSettlement(settlement);
}

export function handleOrderRenewed(event: OrderRenewed): void {
  const order = Order.load(numberId(event.params.orderId));
  if (order == null) return;
  const id = numberId(event.params.renewalId);
  // The same struct under two generated names.
  const paid = changetype<OrderSettledSettlementStruct>(event.params.settlement);
  const settlement = createSettlement(event, id, order, paid);
  createRenewal(event, id, order, settlement.totalWei);
  setLatestRenewal(order, id);
  countRenewal(settlement.totalWei);
}

export function handleOrderReleased(event: OrderReleased): void {
  followSettlement(setSettlementStatus(event, numberId(event.params.orderId), "RELEASED"), event);
}

export function handleOrderDisputed(event: OrderDisputed): void {
  followSettlement(setSettlementStatus(event, numberId(event.params.orderId), "DISPUTED"), event);
}

/** Out of escrow where nothing was settled; else a dispute was upheld, of an order or of a renewal. */
export function handleOrderRefunded(event: OrderRefunded): void {
  const id = numberId(event.params.orderId);
  const settlement = setSettlementStatus(event, id, "REFUNDED");
  if (settlement == null) {
    if (refundOrder(event, id)) countEscrowRefund(event.params.totalWei);
    return;
  }
  cancelPayouts(event, settlement);
  countSettledRefund(settlement);
  if (settlement.order == settlement.id) refundOrder(event, id);
}

export function handlePayoutClaimed(event: PayoutClaimed): void {
  claimPayout(event, partId(event.params.orderId, event.params.index));
}

export function handleOfferMatched(event: OfferMatched): void {
  const params = event.params;
  addOfferMatch(event, params.offerHash, params.orderId, params.datasetId, params.used);
}

export function handleOfferCancelled(event: OfferCancelled): void {
  cancelOffer(event, event.params.offerHash, event.params.datasetId);
}

export function handleFeesChanged(event: FeesChanged): void {
  const fees = event.params.fees;
  updateFees(event, fees.treasuryBps, fees.workerBps, fees.evaluatorBps, event.params.treasury);
}

/** A renewal's settlement does not move the order it renews. */
function followSettlement(settlement: Settlement | null, event: ethereum.Event): void {
  if (settlement == null || settlement.order != settlement.id) return;
  markOrderStatus(event, settlement.order, settlement.status);
}
