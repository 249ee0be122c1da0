import { symmetricEigen } from "../linear/symmetricEigen.ts";
import { centreOf } from "./centreOf.ts";
import type { EmbeddingRelease } from "./embeddingRelease.ts";
import { momentWeights } from "./momentWeights.ts";
import { reachOf } from "./reachOf.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** Classes as Gaussians with one covariance, in the axes of the covariance: row k of `axes` is axis k. */
export type MomentModel = {
  readonly mean: Float64Array;
  readonly counts: Float64Array;
  readonly axes: Float64Array;
  /** Axes that stand out of the noise. */
  readonly rank: number;
  /** Class means (row-major, classes x axes), pulled to the mean image as far as noise asks. */
  readonly centres: Float64Array;
  /** Variance within classes along each axis; 0 from `rank` on. */
  readonly variances: Float64Array;
  /** Mean variance per pixel over all images, at least 1e-4. */
  readonly level: number;
};

/**
 * What the moments of a release say, noise taken into account: eigenvalues below the edge of the noise's spectrum (Wigner: 2 sigma sqrt(n)) are dropped and
 * the others shrunk (Gavish, Donoho 2017), class means are shrunk along each axis by what is left of their spread once the noise's is taken away.
 * Post-processing: costs nothing.
 */
export function momentModel(release: EmbeddingRelease, grid: WorkingGrid): MomentModel {
  const n = grid.dimensions;
  const classes = release.classNames.length;
  const { sums, sigma } = release.moments;
  const weights = momentWeights();
  const reach = reachOf(grid);
  const { mean } = centreOf(release.centre, grid);
  const own = (label: number) => sums.subarray(label * (n + 1), (label + 1) * (n + 1));
  const counts = pulledTogether(
    Float64Array.from({ length: classes }, (_, label) => own(label)[n]! / weights.count),
    (sigma / weights.count) ** 2,
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const products = new Float64Array(n * n);
  const scale = (reach * reach) / (weights.product * total);
  let at = classes * (n + 1);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      products[a * n + b] = (sums[at++]! * scale) / (a === b ? 1 : Math.SQRT2);
      products[b * n + a] = products[a * n + b]!;
    }
  }
  const { values, vectors: axes } = symmetricEigen(products, n);
  const edge = 2 * Math.sqrt(n) * sigma * scale * Math.SQRT1_2;
  const kept = values.map((value) =>
    value > edge ? (value + Math.sqrt(value * value - edge * edge)) / 2 : 0,
  );
  const rank = kept.filter((value) => value > 0).length;
  const centres = new Float64Array(classes * n);
  let noise = 0;
  for (let label = 0; label < classes; label++) {
    const unit = reach / (weights.image * counts[label]!);
    noise += (sigma * unit) ** 2 / classes;
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let d = 0; d < n; d++) sum += axes[k * n + d]! * own(label)[d]!;
      centres[label * n + k] = sum * unit;
    }
  }
  const spread = spreadOf(centres, classes, n, rank, noise);
  for (let i = 0; i < centres.length; i++) centres[i]! *= spread[i % n]! / (spread[i % n]! + noise);
  return {
    mean,
    counts,
    axes,
    rank,
    centres,
    variances: kept.map((value, k) => Math.max(0, value - spread[k]!)),
    level: Math.max(1e-4, values.reduce((sum, value) => sum + value, 0) / n),
  };
}

/** Counts drawn towards their mean as far as their spread is noise; at least 1. */
function pulledTogether(counts: Float64Array, noise: number): Float64Array {
  const mean = Math.max(1, counts.reduce((sum, count) => sum + count, 0) / counts.length);
  const seen = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  const spread = Math.max(0, seen - 1.5 * noise);
  return counts.map((count) =>
    Math.max(1, mean + ((count - mean) * spread) / Math.max(1e-12, spread + noise)),
  );
}

/** Variance of the class means along each axis less the noise's; axes beyond the rank share one. */
function spreadOf(
  centres: Float64Array,
  classes: number,
  n: number,
  rank: number,
  noise: number,
): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let label = 0; label < classes; label++) sum += centres[label * n + k]! ** 2;
    out[k] = Math.max(0, sum / classes - noise);
  }
  const tail = out.subarray(rank);
  if (tail.length > 0) tail.fill(tail.reduce((sum, value) => sum + value, 0) / tail.length);
  return out;
}
