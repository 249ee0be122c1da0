import { SymbolonError } from "@symbolon/protocol";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { cliqueTree } from "../inference/cliqueTree.ts";
import { fitMaxEnt, type MaxEntFit } from "../inference/fitMaxEnt.ts";
import { masksOf, slackOf } from "./modelState.ts";
import { decodePotentials, type PrivateModel } from "./privateModel.ts";

/** Which fine levels of a column rows may have: allowed[level] = 1. */
export type Evidence = { readonly column: number; readonly allowed: Uint8Array };

/**
 * The model's distribution, calibrated from its stored potentials in one pass, given evidence if any: exact conditioning by clamping, not
 * rejection. `gap` without evidence bounds how far the potentials are from the best fit to the tables, so a reader need not trust
 * whoever fitted them. Throws E1006 when no record can have what the evidence asks for.
 */
export function calibrateModel(model: PrivateModel, evidence: readonly Evidence[] = []): MaxEntFit {
  const sizes = model.columns.map(({ map }) => Math.max(...map) + 1);
  const tree = cliqueTree(
    sizes,
    [...model.tables, ...model.zeros, ...model.base].map(({ columns }) => columns),
  );
  const zeros = model.zeros.map(({ columns, allowed }) => ({ columns, allowed: Uint8Array.from(allowed) }));
  const base = model.base.map(({ columns, potentials }) => ({
    columns,
    logPotentials: decodePotentials(potentials),
  }));
  for (const { column, allowed } of evidence) {
    const factors = allowedShares(model.columns[column]!, sizes[column]!, allowed);
    zeros.push({ columns: [column], allowed: Uint8Array.from(factors, (factor) => (factor > 0 ? 1 : 0)) });
    base.push({
      columns: [column],
      logPotentials: factors.map((factor) => (factor > 0 ? deterministicLog(factor) : 0)),
    });
  }
  const fit = fitMaxEnt({
    tree,
    targets: model.tables.map(({ columns, counts, variance }) => ({
      columns,
      shares: Float64Array.from(counts, (count) => count / model.total),
      slack: slackOf(columns.length, variance, model.total, model.priorWeight),
    })),
    base,
    masks: masksOf(tree, zeros),
    warm: model.tables.map(({ potentials }) => decodePotentials(potentials)),
    tolerance: Number.POSITIVE_INFINITY,
    maxEvaluations: 1,
  });
  if (!fit.beliefs.every((table) => table.some((value) => value > 0))) {
    throw new SymbolonError("E1006", {
      document: "condition",
      reason: "no record of this model can meet it",
    });
  }
  return fit;
}

/** P(allowed | coarse level) for every coarse level of a column; a level whose weights are all 0 counts its levels. */
function allowedShares(
  { map, weights }: PrivateModel["columns"][number],
  size: number,
  allowed: Uint8Array,
): Float64Array {
  const held = new Float64Array(size);
  const kept = new Float64Array(size);
  const levels = new Float64Array(size);
  const keptLevels = new Float64Array(size);
  for (const [level, group] of map.entries()) {
    held[group]! += weights[level]!;
    levels[group]! += 1;
    if (allowed[level] !== 1) continue;
    kept[group]! += weights[level]!;
    keptLevels[group]! += 1;
  }
  return held.map((sum, group) => (sum > 0 ? kept[group]! / sum : keptLevels[group]! / levels[group]!));
}
