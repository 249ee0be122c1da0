import { type FineNumber, fineDomain } from "../coding/fineDomain.ts";
import type { ColumnFigure } from "../uncertainty/columnFigure.ts";
import { smoothingPull } from "../uncertainty/smoothingPull.ts";
import { columnLevelsOf } from "./columnLevelsOf.ts";
import type { SynthDocument } from "./synthDocument.ts";

/**
 * By how much smoothing pulls a column's figures (mean, or share of a level), in their own units: smoothingPull of the fine levels, of
 * which a bin counts with its middle. 0 for columns that a functional dependency restores. A function of (document, seed).
 */
export function figurePulls(
  { schema, model }: SynthDocument,
  seed: Uint8Array,
): (figure: Pick<ColumnFigure, "column" | "kind" | "level">) => number {
  const domain = fineDomain(schema);
  const pulls = smoothingPull(model, columnLevelsOf(domain), seed);
  return ({ column, kind, level }) => {
    const at = domain.columns.findIndex(({ name }) => name === column);
    const fine = domain.columns[at];
    if (fine === undefined) return 0;
    const pull = pulls[at]!;
    if (fine.kind === "categorical") return pull[fine.labels.indexOf(level)] ?? 0;
    if (kind === "share") return fine.missing ? pull[0]! : 0;
    const { weights } = model.columns[at]!;
    const held = weights.reduce((sum, weight) => sum + weight, 0);
    return (
      meanOf(
        fine,
        weights.map((weight, i) => weight + pull[i]! * held),
      ) - meanOf(fine, weights)
    );
  };
}

/** Mean over the bins' middles, the missing level left out; 0 without weights. */
function meanOf({ cuts, scale, missing }: FineNumber, weights: readonly number[]): number {
  const first = missing ? 1 : 0;
  let sum = 0;
  let held = 0;
  for (let bin = 0; bin + 1 < cuts.length; bin++) {
    const weight = weights[bin + first]!;
    sum += (weight * (cuts[bin]! + cuts[bin + 1]! - 1)) / 2;
    held += weight;
  }
  return held > 0 ? sum / held / scale : 0;
}
