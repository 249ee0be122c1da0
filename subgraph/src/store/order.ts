import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OrderPlaced } from "../../generated/Market/Market";
import { Order } from "../../generated/schema";
import { numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function createOrder(event: OrderPlaced): void {
  const params = event.params;
  const id = numberId(params.orderId);
  const datasets: string[] = [];
  for (let i = 0; i < params.datasetIds.length; i++) datasets.push(numberId(params.datasetIds[i]));
  const order = new Order(id);
  order.buyer = params.buyer;
  order.status = "ESCROWED";
  order.datasets = datasets;
  order.pricesWei = params.pricesWei;
  order.specDigest = params.specDigest;
  order.buyerKey = params.buyerKey;
  order.totalWei = params.totalWei;
  order.rhoMicro = params.rhoMicro;
  order.purpose = toI64(params.purpose);
  order.rows = toI64(params.rows);
  order.deadline = toI64(params.deadline);
  order.placedAt = toI64(event.block.timestamp);
  order.placedTx = event.transaction.hash;
  order.accessUntil = 0;
  order.job = id;
  order.save();
}

/** False when the order is not known. */
export function settleOrder(event: ethereum.Event, orderId: BigInt): boolean {
  const order = Order.load(numberId(orderId));
  if (order == null) return false;
  order.status = "SETTLED";
  order.settledAt = toI64(event.block.timestamp);
  order.settledTx = event.transaction.hash;
  order.save();
  return true;
}

/** False when the order is not known. */
export function refundOrder(event: ethereum.Event, orderId: BigInt): boolean {
  const order = Order.load(numberId(orderId));
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

/** Rows the order asks for, 0 when it is not known. */
export function rowsOfOrder(orderId: BigInt): i64 {
  const order = Order.load(numberId(orderId));
  return order == null ? 0 : order.rows;
}
