import { plan as centralPlan } from "../tabular/mechanisms/plan.ts";
import type { JointMechanism } from "./jointOrder.ts";
import { sigmaAtFullBudget } from "./sigmaAtFullBudget.ts";

/** How a budget is split, and how many rounds AIM has before limits of its own. What neither share takes measures chosen tables. */
export type BudgetShares = {
  readonly oneWayShare: number;
  readonly selectShare: number;
  readonly rounds: number;
  readonly maxJunctionCells: number;
};

/**
 * By the same public number as in the central engine, patients over the noise that one count would have with the whole budget. A choice
 * by the exponential mechanism costs the same however many tables there are to choose from, where the central engine's noisy errors of all
 * candidates do not: AIM therefore does better with more rounds and less for the tables of one column than it does centrally (the example's
 * two hospitals, 16 seeds, epsilon 1: 3-way error .129 instead of .133; 3: .080 instead of .086). A tenth chooses; 5 % and 15 % are no better.
 */
export function budgetShares(
  mechanism: JointMechanism,
  { columns, patients, rhoMicro }: { columns: number; patients: number; rhoMicro: bigint },
): BudgetShares {
  const sigma = sigmaAtFullBudget(rhoMicro);
  const { oneWayShare, selectShare, maxCells } = centralPlan(columns, patients, sigma);
  const tree = { oneWayShare, selectShare, rounds: columns - 1, maxJunctionCells: maxCells };
  if (mechanism !== "aim") return tree;
  const signal = Math.max(1, patients / sigma);
  const growth = Math.sqrt(Math.sqrt(signal / 900));
  return {
    ...tree,
    oneWayShare: Math.min(0.35, Math.max(0.1, 7 / Math.sqrt(signal))),
    rounds: Math.max(1, Math.round(1.6 * columns * growth)),
  };
}
