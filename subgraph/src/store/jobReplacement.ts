import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { JobReplacement } from "../../generated/schema";
import { eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function addJobReplacement(
  event: ethereum.Event,
  orderId: BigInt,
  index: i32,
  previous: Address,
  node: Address,
): void {
  const replacement = new JobReplacement(eventId(event));
  replacement.job = numberId(orderId);
  replacement.index = index;
  replacement.previous = previous;
  replacement.node = node;
  replacement.timestamp = toI64(event.block.timestamp);
  replacement.block = toI64(event.block.number);
  replacement.logIndex = event.logIndex.toI32();
  replacement.tx = event.transaction.hash;
  replacement.save();
}
