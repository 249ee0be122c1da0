import { checkMeasurement, type Measurement } from "../checkMeasurement.ts";
import { type CliqueLayout, cliqueLayout } from "../cliqueLayout.ts";
import { domainOf } from "../domain.ts";
import { priorWeight } from "../mechanisms/priorWeight.ts";
import { ModelState } from "../model/modelState.ts";
import { combineOneWays } from "./combineOneWays.ts";

/** When the fit stops: nats between it and the best model, at most. */
const TOLERANCE = 1e-5;
/** Or when it has been evaluated so often: small models reach the tolerance, the largest take seconds. */
const LEAST_EVALUATIONS = 400;
const MOST_EVALUATIONS = 2000;
const CELLS_IN_ALL = 67_108_864;

/**
 * The maximum-entropy model of opened sums (engine maxent): every measured table at once, each allowed to miss by its noise
 * (Dudik, Phillips, Schapire 2007), fitted on the schema's own levels and bins; 1-way tables are first
 * combined from all tables that tell of the column. The prior weighs as in the central engine
 * (mechanisms/plan.ts): by the ratio of the total to the noise that one count would have with the whole budget. A function of the
 * measurement alone, bit for bit the same on every machine, for three nodes, the browser and the offline verifier make it again.
 * Throws E1006 as cliqueLayout and checkMeasurement do.
 */
export function fitSums(model: Measurement): ModelState {
  const { sizes, names } = domainOf(model.schema);
  const layout = cliqueLayout({ sizes, names }, model.workload);
  const { cellVariance } = checkMeasurement(model, layout);
  const total = estimateTotal(layout, model.noisyCounts);
  const sigmaAtFullBudget = Math.sqrt(cellVariance / layout.cliques.length);
  const state = new ModelState({
    sizes,
    total,
    priorWeight: priorWeight(total, sigmaAtFullBudget),
    zeros: [],
    base: [],
  });
  for (const [column, { counts, weight }] of combineOneWays(layout, model.noisyCounts).entries())
    state.add({ columns: [column], counts, variance: cellVariance / weight });
  for (const { columns, offset, size } of layout.cliques) {
    if (columns.length === 1) continue;
    const counts = Float64Array.from(model.noisyCounts.slice(offset, offset + size));
    state.add({ columns, counts, variance: cellVariance });
  }
  const affordable = Math.floor(CELLS_IN_ALL / state.cellsWith([]));
  const maxEvaluations = Math.max(LEAST_EVALUATIONS, Math.min(MOST_EVALUATIONS, affordable));
  state.refit({ tolerance: TOLERANCE, maxEvaluations });
  return state;
}

/**
 * Every table says the total, one of k cells with k times a cell's variance: their inverse-variance mean, at least one patient (with an
 * empty table and unlucky noise it could come out below zero).
 */
function estimateTotal(layout: CliqueLayout, noisyCounts: readonly number[]): number {
  let weighted = 0;
  let weights = 0;
  for (const { offset, size } of layout.cliques) {
    let sum = 0;
    for (let cell = offset; cell < offset + size; cell++) sum += noisyCounts[cell]!;
    weighted += sum / size;
    weights += 1 / size;
  }
  return Math.max(1, weighted / weights);
}
