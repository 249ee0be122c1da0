import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Worker, WorkerSlash } from "../../generated/schema";
import { WorkerRegistered } from "../../generated/WorkerRegistry/WorkerRegistry";
import { accountId, eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

/** Also the way back of a worker that had left: everything is written anew, except what was taken from it. */
export function registerWorker(event: WorkerRegistered): void {
  const params = event.params;
  const worker = new Worker(accountId(params.worker));
  const before = Worker.load(worker.id);
  worker.slashedWei = before == null ? BigInt.zero() : before.slashedWei;
  worker.roles = params.roles;
  worker.endpoint = params.endpoint;
  worker.hpkeKey = params.hpkeKey;
  worker.stakeWei = params.stakeWei;
  worker.active = true;
  worker.registeredAt = toI64(event.block.timestamp);
  worker.registeredTx = event.transaction.hash;
  worker.unset("withdrawableAt");
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
}

export function updateWorker(event: ethereum.Event, account: Address, hpkeKey: Bytes, endpoint: string): void {
  const worker = Worker.load(accountId(account));
  if (worker == null) return;
  worker.hpkeKey = hpkeKey;
  worker.endpoint = endpoint;
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
}

export function setWorkerStake(event: ethereum.Event, account: Address, stakeWei: BigInt): void {
  const worker = Worker.load(accountId(account));
  if (worker == null) return;
  worker.stakeWei = stakeWei;
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
}

export function slashWorker(
  event: ethereum.Event,
  account: Address,
  orderId: BigInt,
  slashedWei: BigInt,
  beneficiary: Address,
): void {
  const worker = Worker.load(accountId(account));
  if (worker == null) return;
  worker.stakeWei = worker.stakeWei.minus(slashedWei);
  worker.slashedWei = worker.slashedWei.plus(slashedWei);
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
  const slash = new WorkerSlash(eventId(event));
  slash.worker = worker.id;
  slash.orderId = numberId(orderId);
  slash.slashedWei = slashedWei;
  slash.beneficiary = beneficiary;
  slash.timestamp = toI64(event.block.timestamp);
  slash.block = toI64(event.block.number);
  slash.logIndex = event.logIndex.toI32();
  slash.tx = event.transaction.hash;
  slash.save();
}

export function markWorkerLeaving(event: ethereum.Event, account: Address, withdrawableAt: BigInt): void {
  const worker = Worker.load(accountId(account));
  if (worker == null) return;
  worker.active = false;
  worker.withdrawableAt = toI64(withdrawableAt);
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
}

export function markWorkerLeft(event: ethereum.Event, account: Address): void {
  const worker = Worker.load(accountId(account));
  if (worker == null) return;
  worker.active = false;
  worker.stakeWei = BigInt.zero();
  worker.updatedAt = toI64(event.block.timestamp);
  worker.save();
}
