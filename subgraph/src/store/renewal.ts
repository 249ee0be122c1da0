import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Order, Renewal } from "../../generated/schema";
import { toI64 } from "../common/numbers";

/** The end of access comes by AccessExtended of the same transaction, before this or after it. */
export function createRenewal(event: ethereum.Event, id: string, order: Order, totalWei: BigInt): void {
  const renewal = new Renewal(id);
  renewal.order = order.id;
  renewal.settlement = id;
  renewal.accessUntil = order.accessUntil;
  renewal.totalWei = totalWei;
  renewal.timestamp = toI64(event.block.timestamp);
  renewal.tx = event.transaction.hash;
  renewal.save();
}

/** Passes over a renewal of another transaction. */
export function setRenewalAccess(event: ethereum.Event, id: string, accessUntil: BigInt): void {
  const renewal = Renewal.load(id);
  if (renewal == null || renewal.tx != event.transaction.hash) return;
  renewal.accessUntil = toI64(accessUntil);
  renewal.save();
}
