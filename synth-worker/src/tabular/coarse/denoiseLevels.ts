import { projectToSimplex } from "../projectToSimplex.ts";
import type { ColumnLevels } from "./columnLevels.ts";
import { smoothOrdered } from "./smoothOrdered.ts";

/**
 * A column's noisy 1-way counts (noise `sigma` per level) made plausible: ordered levels smoothed, the missing level left alone,
 * nothing negative, sum `total`. Post-processing.
 */
export function denoiseLevels(
  counts: Float64Array,
  sigma: number,
  levels: ColumnLevels,
  total: number,
): Float64Array {
  if (!levels.ordered || counts.length < 3) return projectToSimplex(counts, total);
  const present = counts.filter((_, level) => level !== levels.missing);
  const smooth = smoothOrdered(present, sigma);
  const out = counts.slice();
  for (let level = 0, i = 0; level < out.length; level++)
    if (level !== levels.missing) out[level] = smooth[i++]!;
  return projectToSimplex(out, total);
}
