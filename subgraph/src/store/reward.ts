import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { RewardBalance, RewardCredit, RewardWithdrawal } from "../../generated/schema";
import { rewardKindName } from "../common/enums";
import { accountId, eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function addRewardCredit(event: ethereum.Event, orderId: BigInt, account: Address, kind: i32, amountWei: BigInt): void {
  const balance = getOrCreateBalance(account);
  balance.creditedWei = balance.creditedWei.plus(amountWei);
  saveBalance(event, balance);
  const credit = new RewardCredit(eventId(event));
  credit.order = numberId(orderId);
  credit.account = account;
  credit.kind = rewardKindName(kind);
  credit.amountWei = amountWei;
  credit.timestamp = toI64(event.block.timestamp);
  credit.block = toI64(event.block.number);
  credit.logIndex = event.logIndex.toI32();
  credit.tx = event.transaction.hash;
  credit.save();
}

export function addRewardWithdrawal(event: ethereum.Event, account: Address, to: Address, amountWei: BigInt): void {
  const balance = RewardBalance.load(accountId(account));
  if (balance == null) return;
  balance.withdrawnWei = balance.withdrawnWei.plus(amountWei);
  saveBalance(event, balance);
  const withdrawal = new RewardWithdrawal(eventId(event));
  withdrawal.balance = balance.id;
  withdrawal.to = to;
  withdrawal.amountWei = amountWei;
  withdrawal.timestamp = toI64(event.block.timestamp);
  withdrawal.tx = event.transaction.hash;
  withdrawal.save();
}

function getOrCreateBalance(account: Address): RewardBalance {
  const id = accountId(account);
  let balance = RewardBalance.load(id);
  if (balance == null) {
    balance = new RewardBalance(id);
    balance.creditedWei = BigInt.zero();
    balance.withdrawnWei = BigInt.zero();
  }
  return balance;
}

function saveBalance(event: ethereum.Event, balance: RewardBalance): void {
  balance.balanceWei = balance.creditedWei.minus(balance.withdrawnWei);
  balance.updatedAt = toI64(event.block.timestamp);
  balance.save();
}
