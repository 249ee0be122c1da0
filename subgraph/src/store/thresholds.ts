import { ethereum } from "@graphprotocol/graph-ts";
import { Thresholds } from "../../generated/schema";
import { toI64 } from "../common/numbers";

export function updateThresholds(
  event: ethereum.Event,
  releaseClass: i32,
  tvd1Bps: i32,
  tvd2Bps: i32,
  membershipAucBps: i32,
): void {
  const thresholds = new Thresholds(releaseClass.toString());
  thresholds.tvd1Bps = tvd1Bps;
  thresholds.tvd2Bps = tvd2Bps;
  thresholds.membershipAucBps = membershipAucBps;
  thresholds.updatedAt = toI64(event.block.timestamp);
  thresholds.save();
}
