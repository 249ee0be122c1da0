import {
  WorkerLeaving,
  WorkerLeft,
  WorkerRegistered,
  WorkerSlashed,
  WorkerStakeAdded,
  WorkerUpdated,
} from "../../generated/WorkerRegistry/WorkerRegistry";
import {
  markWorkerLeaving,
  markWorkerLeft,
  registerWorker,
  setWorkerStake,
  slashWorker,
  updateWorker,
} from "../store/worker";

export function handleWorkerRegistered(event: WorkerRegistered): void {
  registerWorker(event);
}

export function handleWorkerUpdated(event: WorkerUpdated): void {
  updateWorker(event, event.params.worker, event.params.hpkeKey, event.params.endpoint);
}

export function handleWorkerLeaving(event: WorkerLeaving): void {
  markWorkerLeaving(event, event.params.worker, event.params.withdrawableAt);
}

export function handleWorkerLeft(event: WorkerLeft): void {
  markWorkerLeft(event, event.params.worker);
}

export function handleWorkerStakeAdded(event: WorkerStakeAdded): void {
  setWorkerStake(event, event.params.worker, event.params.stakeWei);
}

export function handleWorkerSlashed(event: WorkerSlashed): void {
  const params = event.params;
  slashWorker(event, params.worker, params.orderId, params.slashedWei, params.beneficiary);
}
