import type { JointPlan } from "./jointPlan.ts";

/** Coins of each cell when this table is opened. */
export function tableCoins({ sizes, schedule, oneWayCoins }: JointPlan, clique: number): number {
  // Every round has the same noise.
  return clique < sizes.length || schedule.length === 0 ? oneWayCoins : schedule[0]!.coins;
}
