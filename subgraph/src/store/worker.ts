import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Worker } from "../../generated/schema";
import { WorkerRegistered } from "../../generated/WorkerRegistry/WorkerRegistry";
import { accountId } from "../common/ids";
import { toI64 } from "../common/numbers";

/** Also the way back of a worker that had left: everything is written anew. */
export function registerWorker(event: WorkerRegistered): void {
  const params = event.params;
  const worker = new Worker(accountId(params.worker));
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
