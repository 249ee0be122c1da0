import { BigInt } from "@graphprotocol/graph-ts";
import { Settlement, Stats } from "../../generated/schema";
import { MARKET_ID } from "../common/ids";

export function countDataset(): void {
  const stats = getOrCreateStats();
  stats.datasets += 1;
  stats.save();
}

export function countOrder(totalWei: BigInt): void {
  const stats = getOrCreateStats();
  stats.orders += 1;
  stats.escrowedWei = stats.escrowedWei.plus(totalWei);
  stats.save();
}

/** What was dropped was not sold. */
export function countSettlement(settlement: Settlement): void {
  const stats = getOrCreateStats();
  stats.volumeWei = stats.volumeWei.plus(settlement.totalWei).minus(settlement.refundWei);
  stats.refundedWei = stats.refundedWei.plus(settlement.refundWei);
  stats.escrowedWei = stats.escrowedWei.minus(settlement.totalWei);
  stats.save();
}

/** A renewal is paid at once and was never in escrow. */
export function countRenewal(totalWei: BigInt): void {
  const stats = getOrCreateStats();
  stats.renewals += 1;
  stats.volumeWei = stats.volumeWei.plus(totalWei);
  stats.save();
}

export function countEscrowRefund(totalWei: BigInt): void {
  const stats = getOrCreateStats();
  stats.refundedWei = stats.refundedWei.plus(totalWei);
  stats.escrowedWei = stats.escrowedWei.minus(totalWei);
  stats.save();
}

/** After a dispute: what was sold is taken back. The rest was counted when it was settled. */
export function countSettledRefund(settlement: Settlement): void {
  const stats = getOrCreateStats();
  const soldWei = settlement.totalWei.minus(settlement.refundWei);
  stats.refundedWei = stats.refundedWei.plus(soldWei);
  stats.volumeWei = stats.volumeWei.minus(soldWei);
  stats.save();
}

export function countPermit(): void {
  const stats = getOrCreateStats();
  stats.permits += 1;
  stats.save();
}

export function countDispute(): void {
  const stats = getOrCreateStats();
  stats.disputes += 1;
  stats.save();
}

export function countFinalised(rows: i64): void {
  const stats = getOrCreateStats();
  stats.finalisedOrders += 1;
  stats.rowsDelivered = stats.rowsDelivered.plus(BigInt.fromI64(rows));
  stats.save();
}

export function countFailed(): void {
  const stats = getOrCreateStats();
  stats.failedJobs += 1;
  stats.save();
}

function getOrCreateStats(): Stats {
  let stats = Stats.load(MARKET_ID);
  if (stats == null) {
    stats = new Stats(MARKET_ID);
    stats.datasets = 0;
    stats.orders = 0;
    stats.renewals = 0;
    stats.permits = 0;
    stats.disputes = 0;
    stats.finalisedOrders = 0;
    stats.failedJobs = 0;
    stats.volumeWei = BigInt.zero();
    stats.escrowedWei = BigInt.zero();
    stats.refundedWei = BigInt.zero();
    stats.rowsDelivered = BigInt.zero();
  }
  return stats;
}
