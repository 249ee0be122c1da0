import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Account } from "../../generated/schema";
import { toI64 } from "../common/numbers";

export function creditAccount(event: ethereum.Event, id: string, amountWei: BigInt): void {
  const account = getOrCreateAccount(id);
  account.creditedWei = account.creditedWei.plus(amountWei);
  saveAccount(event, account);
}

export function cancelCredit(event: ethereum.Event, id: string, amountWei: BigInt): void {
  const account = getOrCreateAccount(id);
  account.creditedWei = account.creditedWei.minus(amountWei);
  saveAccount(event, account);
}

export function claimCredit(event: ethereum.Event, id: string, amountWei: BigInt): void {
  const account = getOrCreateAccount(id);
  account.claimedWei = account.claimedWei.plus(amountWei);
  saveAccount(event, account);
}

export function creditBond(event: ethereum.Event, id: string, amountWei: BigInt): void {
  const account = getOrCreateAccount(id);
  account.bondsOwedWei = account.bondsOwedWei.plus(amountWei);
  saveAccount(event, account);
}

export function withdrawBond(event: ethereum.Event, id: string, amountWei: BigInt): void {
  const account = Account.load(id);
  if (account == null) return;
  account.bondsOwedWei = account.bondsOwedWei.minus(amountWei);
  saveAccount(event, account);
}

function getOrCreateAccount(id: string): Account {
  let account = Account.load(id);
  if (account == null) {
    account = new Account(id);
    account.creditedWei = BigInt.zero();
    account.claimedWei = BigInt.zero();
    account.bondsOwedWei = BigInt.zero();
  }
  return account;
}

function saveAccount(event: ethereum.Event, account: Account): void {
  account.balanceWei = account.creditedWei.minus(account.claimedWei);
  account.updatedAt = toI64(event.block.timestamp);
  account.save();
}
