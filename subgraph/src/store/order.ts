import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OrderPlaced } from "../../generated/Market/Market";
import { Order } from "../../generated/schema";
import { numberId, numberIds } from "../common/ids";
import { toBytesList } from "../common/lists";
import { toI64 } from "../common/numbers";

export function createOrder(event: OrderPlaced): void {
  const terms = event.params.terms;
  const id = numberId(event.params.orderId);
  const order = new Order(id);
  order.buyer = terms.buyer;
  order.clientOrderId = event.params.clientOrderId;
  order.status = "ESCROWED";
  order.datasets = numberIds(terms.datasetIds);
  order.versions = terms.versions;
  order.pricesWei = terms.pricesWei;
  order.providers = toBytesList(terms.providers);
  order.specDigest = terms.specDigest;
  order.buyerKey = terms.buyerKey;
  order.totalWei = terms.totalWei;
  order.workersWei = terms.workersWei;
  order.evaluatorWei = terms.evaluatorWei;
  order.treasuryWei = terms.treasuryWei;
  order.renewalWei = terms.renewalWei;
  order.treasury = terms.treasury;
  order.rhoMicro = terms.rhoMicro;
  order.purpose = toI64(terms.purpose);
  order.rows = toI64(terms.rows);
  order.accessSeconds = toI64(terms.accessSeconds);
  order.deadline = toI64(terms.deadline);
  if (!terms.permitId.isZero()) order.permit = numberId(terms.permitId);
  order.permitVersion = toI64(terms.permitVersion);
  order.placedAt = toI64(event.block.timestamp);
  order.placedTx = event.transaction.hash;
  order.accessUntil = 0;
  order.job = id;
  order.save();
}

export function markOrderSettled(event: ethereum.Event, order: Order): void {
  order.status = "SETTLED";
  order.settlement = order.id;
  order.settledAt = toI64(event.block.timestamp);
  order.settledTx = event.transaction.hash;
  order.save();
}

/** Follows its settlement to DISPUTED or RELEASED. */
export function markOrderStatus(event: ethereum.Event, id: string, status: string): void {
  const order = Order.load(id);
  if (order == null) return;
  order.status = status;
  if (status == "RELEASED") order.releasedAt = toI64(event.block.timestamp);
  order.save();
}

/** False when the order is not known. */
export function refundOrder(event: ethereum.Event, id: string): boolean {
  const order = Order.load(id);
  if (order == null) return false;
  order.status = "REFUNDED";
  order.accessUntil = 0;
  order.refundedAt = toI64(event.block.timestamp);
  order.refundedTx = event.transaction.hash;
  order.save();
  return true;
}

export function setOrderAccess(orderId: BigInt, accessUntil: BigInt): void {
  const order = Order.load(numberId(orderId));
  if (order == null) return;
  order.accessUntil = toI64(accessUntil);
  order.save();
}

export function setLatestRenewal(order: Order, renewalId: string): void {
  order.latestRenewal = renewalId;
  order.save();
}

/** Empty when the order is not known, or was never renewed. */
export function latestRenewalOf(orderId: BigInt): string {
  const order = Order.load(numberId(orderId));
  if (order == null || order.latestRenewal == null) return "";
  return order.latestRenewal!;
}

/** Rows the order asks for, 0 when it is not known. */
export function rowsOfOrder(orderId: BigInt): i64 {
  const order = Order.load(numberId(orderId));
  return order == null ? 0 : order.rows;
}
