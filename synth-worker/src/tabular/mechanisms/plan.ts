import { priorWeight } from "./priorWeight.ts";

/** How a budget is spent; all from public numbers and the noisy total. */
export type Plan = {
  /** Share of rho for 1-way counts on fine levels, and for choosing what to measure. The rest measures. */
  readonly oneWayShare: number;
  readonly selectShare: number;
  /** Tables to choose, and how many per round. */
  readonly picks: number;
  readonly perRound: number;
  /** Most cells of the junction tree, and of one candidate table. */
  readonly maxCells: number;
  readonly maxTableCells: number;
  /** Most coarse levels of an ordered column. */
  readonly maxLevels: number;
  /** Weight of the prior: nats of KL divergence count this much against chi-squares of noise. */
  readonly priorWeight: number;
};

/**
 * The plan for `columns` columns and a table of `total` records whose single count could be had with noise `sigmaAtFullBudget`. All turns
 * on the ratio of the two, the signal: with little of it, more goes to 1-way counts (they are most of what can be learnt), few
 * tables are chosen, and the prior weighs little per cell; with much of it the other way round. Constants were fitted on UCI Adult at
 * epsilon 0.1, 1 and 10 (docs/decisions/0014), where the signal is 970, 8,900 and 75,000.
 */
export function plan(columns: number, total: number, sigmaAtFullBudget: number): Plan {
  const signal = Math.max(1, total / sigmaAtFullBudget);
  const oneWayShare = Math.min(0.35, Math.max(0.1, 11 / Math.sqrt(signal)));
  // The fourth root of the signal, relative to Adult at epsilon 0.1.
  const growth = Math.sqrt(Math.sqrt(Math.max(1, signal / 1000)));
  const picks = Math.max(1, Math.round(1.2 * columns * growth));
  const large = signal > 30_000;
  return {
    oneWayShare,
    selectShare: 0.1,
    picks,
    perRound: Math.max(1, Math.round(picks / 12)),
    maxCells: large ? 1 << 19 : 1 << 17,
    maxTableCells: large ? 20_000 : 10_000,
    maxLevels: large ? 64 : 32,
    priorWeight: priorWeight(total, sigmaAtFullBudget),
  };
}
