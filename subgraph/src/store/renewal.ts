import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Renewal } from "../../generated/schema";
import { toI64 } from "../common/numbers";

export function createRenewal(
  event: ethereum.Event,
  id: string,
  orderId: string,
  accessUntil: BigInt,
  totalWei: BigInt,
): void {
  const renewal = new Renewal(id);
  renewal.order = orderId;
  renewal.settlement = id;
  renewal.accessUntil = toI64(accessUntil);
  renewal.totalWei = totalWei;
  renewal.timestamp = toI64(event.block.timestamp);
  renewal.tx = event.transaction.hash;
  renewal.save();
}
