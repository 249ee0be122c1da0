import { projectToSimplex } from "../projectToSimplex.ts";
import type { ColumnLevels } from "./columnLevels.ts";
import { smoothOrdered } from "./smoothOrdered.ts";

/**
 * A column's noisy 1-way counts (noise `sigma` per level) made plausible: ordered levels smoothed, the missing level left alone,
 * nothing negative, sum `total`. With `prior` (a public cohort's shares, or null) it is the departures from the prior that are
 * denoised: of ordered levels by smoothing, of others by James and Stein's positive-part shrinkage (1961), so that
 * a prior that fits takes the noise away and one that does not changes little. Post-processing.
 */
export function denoiseLevels(
  counts: Float64Array,
  sigma: number,
  levels: ColumnLevels,
  total: number,
  prior: Float64Array | null = null,
): Float64Array {
  const centre = prior === null ? new Float64Array(counts.length) : prior.map((share) => share * total);
  const rest = counts.map((count, level) => count - centre[level]!);
  const denoised =
    levels.ordered && counts.length >= 3
      ? smoothPresent(rest, sigma, levels)
      : prior === null
        ? rest
        : shrink(rest, sigma);
  return projectToSimplex(
    denoised.map((value, level) => value + centre[level]!),
    total,
  );
}

function smoothPresent(rest: Float64Array, sigma: number, { missing }: ColumnLevels): Float64Array {
  const present = rest.filter((_, level) => level !== missing);
  const smooth = smoothOrdered(present, sigma);
  const out = rest.slice();
  for (let level = 0, i = 0; level < out.length; level++) if (level !== missing) out[level] = smooth[i++]!;
  return out;
}

function shrink(rest: Float64Array, sigma: number): Float64Array {
  const squares = rest.reduce((sum, value) => sum + value * value, 0);
  const free = Math.max(0, rest.length - 2);
  const kept = squares > 0 ? Math.max(0, 1 - (free * sigma * sigma) / squares) : 1;
  return rest.map((value) => value * kept);
}
