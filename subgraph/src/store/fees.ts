import { Address, ethereum } from "@graphprotocol/graph-ts";
import { Fees } from "../../generated/schema";
import { MARKET_ID } from "../common/ids";
import { toI64 } from "../common/numbers";

export function updateFees(
  event: ethereum.Event,
  treasuryBps: i32,
  workerBps: i32,
  evaluatorBps: i32,
  treasury: Address,
): void {
  const fees = new Fees(MARKET_ID);
  fees.treasuryBps = treasuryBps;
  fees.workerBps = workerBps;
  fees.evaluatorBps = evaluatorBps;
  fees.treasury = treasury;
  fees.updatedAt = toI64(event.block.timestamp);
  fees.save();
}
