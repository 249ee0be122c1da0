import { deterministicLog } from "../../math/deterministicLog.ts";
import { coarseSize } from "../coarse/coarseSize.ts";
import { calibrateAt } from "../inference/calibrateAt.ts";
import { cliqueTree } from "../inference/cliqueTree.ts";
import type { MaxEntFit } from "../inference/fitMaxEnt.ts";
import { allowedShares } from "./allowedShares.ts";
import { type BaseTable, masksOf, type StructuralZeros, targetsOf } from "./modelState.ts";
import { decodePotentials, type PrivateModel } from "./privateModel.ts";

/**
 * Which fine levels of a column rows may have: the share of the level's values that is allowed, 0, 1, or between for a bin that a
 * condition cuts. Several of one column must all be met (the smaller share counts).
 */
export type Evidence = { readonly column: number; readonly allowed: ArrayLike<number> };

/**
 * The model's distribution, calibrated from its stored potentials in one pass, given evidence if any: exact conditioning by clamping, not
 * rejection. `gap` without evidence bounds how far the potentials are from the best fit to the tables, so a reader need not trust
 * whoever fitted them. `together`: column sets that are to lie inside one clique of the tree, so that their tables can be read from it.
 * Throws E1006 when no record can have what the evidence asks for, RangeError for evidence that does not fit the columns.
 */
export function calibrateModel(
  model: PrivateModel,
  evidence: readonly Evidence[] = [],
  together: readonly (readonly number[])[] = [],
): MaxEntFit {
  const sizes = model.columns.map(({ map }) => coarseSize(map));
  const tree = cliqueTree(sizes, [
    ...[...model.tables, ...model.zeros, ...model.base].map(({ columns }) => columns),
    ...together,
  ]);
  const zeros = zerosOf(model);
  const base = baseOf(model);
  for (const [column, allowed] of allowedLevels(model, evidence)) {
    const factors = allowedShares(model.columns[column]!, allowed);
    zeros.push({ columns: [column], allowed: Uint8Array.from(factors, (factor) => (factor > 0 ? 1 : 0)) });
    base.push({
      columns: [column],
      logPotentials: factors.map((factor) => (factor > 0 ? deterministicLog(factor) : 0)),
    });
  }
  return calibrateAt(
    { tree, targets: targetsOf(model.tables, model), base, masks: masksOf(tree, zeros) },
    model.tables.map(({ potentials }) => decodePotentials(potentials)),
    "condition",
  );
}

/** Per column with evidence, the shares that all of it allows. Throws RangeError for unknown columns and other lengths. */
export function allowedLevels(model: PrivateModel, evidence: readonly Evidence[]): Map<number, Float64Array> {
  const out = new Map<number, Float64Array>();
  for (const { column, allowed } of evidence) {
    const levels = model.columns[column]?.map.length;
    if (levels !== allowed.length)
      throw new RangeError(`evidence of ${allowed.length} levels for column ${column} of ${levels ?? 0}`);
    const before = out.get(column);
    out.set(
      column,
      Float64Array.from(allowed, (share, i) => Math.max(0, Math.min(1, share, before?.[i] ?? 1))),
    );
  }
  return out;
}

/** A document's structural zeros as the fit takes them. */
export function zerosOf(model: PrivateModel): StructuralZeros[] {
  return model.zeros.map(({ columns, allowed }) => ({ columns, allowed: Uint8Array.from(allowed) }));
}

/** A document's base measure as the fit takes it. */
export function baseOf(model: PrivateModel): BaseTable[] {
  return model.base.map(({ columns, potentials }) => ({
    columns,
    logPotentials: decodePotentials(potentials),
  }));
}
