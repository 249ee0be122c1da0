import { denoiseLevels } from "../tabular/coarse/denoiseLevels.ts";
import { priorWeight } from "../tabular/mechanisms/priorWeight.ts";
import { ModelState } from "../tabular/model/modelState.ts";
import { sigmaAtFullBudget } from "./sigmaAtFullBudget.ts";

/** An opened table: whole counts with noise of `coins` fair coins per cell, their mean taken off. */
export type OpenedTable = {
  readonly columns: readonly number[];
  readonly coins: number;
  readonly counts: ArrayLike<number>;
};

/**
 * A model that knows the tables of one column, in column order: their total by inverse variances (a table of k cells tells it with k times
 * the variance of a cell), ordered columns smoothed, as the central engine starts. Not fitted yet.
 */
export function jointState(
  columns: readonly { readonly size: number; readonly ordered: boolean }[],
  oneWays: readonly OpenedTable[],
  rhoMicro: bigint,
): ModelState {
  let weighted = 0;
  let weights = 0;
  for (const { coins, counts } of oneWays) {
    const weight = 1 / (counts.length * coins);
    for (let cell = 0; cell < counts.length; cell++) weighted += weight * counts[cell]!;
    weights += weight;
  }
  // At least one patient: with few patients and unlucky noise it could come out below zero.
  const total = Math.max(1, weighted / weights);
  const state = new ModelState({
    sizes: columns.map(({ size }) => size),
    total,
    priorWeight: priorWeight(total, sigmaAtFullBudget(rhoMicro)),
    zeros: [],
    base: [],
  });
  for (const [column, { coins, counts }] of oneWays.entries()) {
    const { ordered } = columns[column]!;
    const sigma = Math.sqrt(coins) / 2;
    const fine = denoiseLevels(Float64Array.from(counts), sigma, { ordered, missing: null }, total);
    state.add({ columns: [column], counts: fine, variance: coins / 4 });
  }
  return state;
}
