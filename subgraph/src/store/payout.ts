import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Payout, Settlement } from "../../generated/schema";
import { toI64 } from "../common/numbers";
import { cancelCredit, claimCredit, creditAccount } from "./account";

export function createPayout(
  event: ethereum.Event,
  settlement: Settlement,
  index: i32,
  account: Address,
  kind: string,
  amountWei: BigInt,
): void {
  const payout = new Payout(settlement.id + "-" + index.toString());
  payout.settlement = settlement.id;
  payout.order = settlement.order;
  payout.index = index;
  payout.account = account;
  payout.kind = kind;
  payout.amountWei = amountWei;
  payout.claimed = false;
  payout.cancelled = false;
  payout.save();
  creditAccount(event, account.toHexString(), amountWei);
}

export function claimPayout(event: ethereum.Event, id: string): void {
  const payout = Payout.load(id);
  if (payout == null || payout.claimed) return;
  payout.claimed = true;
  payout.claimedAt = toI64(event.block.timestamp);
  payout.claimedTx = event.transaction.hash;
  payout.save();
  claimCredit(event, payout.account.toHexString(), payout.amountWei);
}

export function cancelPayout(event: ethereum.Event, id: string): void {
  const payout = Payout.load(id);
  if (payout == null || payout.claimed || payout.cancelled) return;
  payout.cancelled = true;
  payout.save();
  cancelCredit(event, payout.account.toHexString(), payout.amountWei);
}
