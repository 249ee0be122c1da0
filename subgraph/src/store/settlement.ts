import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OrderSettledSettlementStruct } from "../../generated/Market/Market";
import { Order, Settlement } from "../../generated/schema";
import { toBytesList } from "../common/lists";
import { toI64 } from "../common/numbers";
import { cancelPayout, createPayout } from "./payout";

/** Nodes, evaluator and treasury come last in every settlement; before them a provider per dataset, and maybe the buyer's refund. */
const NODES = 3;
const AFTER_NODES = 2;

/** Writes a settlement and its payouts; `id` is the order's, or the renewal's. */
export function createSettlement(
  event: ethereum.Event,
  id: string,
  order: Order,
  paid: OrderSettledSettlementStruct,
): Settlement {
  const payees = paid.payees;
  const amountsWei = paid.amountsWei;
  const treasuryKind = order.permitVersion == 0 ? "TREASURY" : "ACCESS_BODY";
  const count = payees.length < amountsWei.length ? payees.length : amountsWei.length;
  const kinds: string[] = [];
  for (let i = 0; i < count; i++) kinds.push(kindAt(i, count, order.datasets.length, treasuryKind));
  let totalWei = BigInt.zero();
  for (let i = 0; i < amountsWei.length; i++) totalWei = totalWei.plus(amountsWei[i]);
  let refundWei = BigInt.zero();
  for (let i = 0; i < count; i++) if (kinds[i] == "REFUND") refundWei = refundWei.plus(amountsWei[i]);
  const settlement = new Settlement(id);
  settlement.order = order.id;
  if (id != order.id) settlement.renewal = id;
  settlement.status = "SETTLED";
  settlement.termsHash = paid.termsHash;
  settlement.buyer = paid.buyer;
  settlement.settledAt = toI64(paid.settledAt);
  settlement.payees = toBytesList(payees);
  settlement.amountsWei = amountsWei;
  settlement.totalWei = totalWei;
  settlement.refundWei = refundWei;
  settlement.tx = event.transaction.hash;
  settlement.save();
  for (let i = 0; i < count; i++) createPayout(event, settlement, i, payees[i], kinds[i], amountsWei[i]);
  return settlement;
}

/** Null when it is not known. */
export function setSettlementStatus(event: ethereum.Event, id: string, status: string): Settlement | null {
  const settlement = Settlement.load(id);
  if (settlement == null) return null;
  settlement.status = status;
  if (status == "RELEASED") settlement.releasedAt = toI64(event.block.timestamp);
  if (status == "REFUNDED") settlement.refundedAt = toI64(event.block.timestamp);
  settlement.save();
  return settlement;
}

/** Nobody is paid by it any more. */
export function cancelPayouts(event: ethereum.Event, settlement: Settlement): void {
  for (let i = 0; i < settlement.payees.length; i++) cancelPayout(event, settlement.id + "-" + i.toString());
}

function kindAt(index: i32, count: i32, datasets: i32, treasuryKind: string): string {
  if (index == count - 1) return treasuryKind;
  if (index == count - AFTER_NODES) return "EVALUATOR";
  if (index >= count - AFTER_NODES - NODES) return "WORKER";
  return index < datasets ? "PROVIDER" : "REFUND";
}
