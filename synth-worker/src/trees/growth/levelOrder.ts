import type { Criterion } from "./criterion.ts";

/** Records of the mean that every level is drawn to, so that a level of few records does not come first or last by chance. */
const PRIOR_RECORDS = 5;
const POWER_STEPS = 30;

/**
 * ranks[bin]: the place of every bin of an unordered predictor in the order in which cuts are tried. With levels sorted by the mean of the
 * target the best cut is the best two-way grouping (Breiman et al. 1984, section 4.2.2, for two classes or a number); for more classes the order is
 * that of the first principal axis of the levels' class shares (Coppersmith, Hong and Hosking 1999). One order for the whole tree, from
 * `records`.
 */
export function levelOrder(
  bins: Uint8Array,
  binCount: number,
  criterion: Criterion,
  records: Int32Array,
): Uint8Array {
  const { classes, count: K, restarts, weights } = criterion;
  const counts = new Float64Array(binCount * K);
  const sizes = new Float64Array(binCount);
  for (const record of records) {
    counts[bins[record]! * K + classes[record]!]! += weights[classes[record]!]!;
    sizes[bins[record]!]!++;
  }
  const mean = new Float64Array(K);
  let all = 0;
  for (let i = 0; i < counts.length; i++) mean[i % K]! += counts[i]!;
  for (const weight of mean) all += weight;
  // Running shares of every level, less those of all records: what the criterion squares.
  const shifts = new Float64Array(binCount * K);
  for (let bin = 0; bin < binCount; bin++) {
    let total = PRIOR_RECORDS;
    for (let k = 0; k < K; k++) total += counts[bin * K + k]!;
    let run = 0;
    for (let k = 0; k < K; k++) {
      const share = all === 0 ? 0 : mean[k]! / all;
      run = (restarts[k] === 1 ? 0 : run) + (counts[bin * K + k]! + PRIOR_RECORDS * share) / total - share;
      shifts[bin * K + k] = run;
    }
  }
  const axis = firstAxis(shifts, sizes, K);
  const scores = Float64Array.from(sizes, (_, bin) => {
    let score = 0;
    for (let k = 0; k < K; k++) score += axis[k]! * shifts[bin * K + k]!;
    return score;
  });
  const ranks = new Uint8Array(binCount);
  Array.from(scores, (_, bin) => bin)
    .sort((a, b) => scores[a]! - scores[b]! || a - b)
    .forEach((bin, rank) => {
      ranks[bin] = rank;
    });
  return ranks;
}

/** Direction in which the rows of `shifts`, weighted by `sizes`, vary most; by repeated multiplication from the widest row. */
function firstAxis(shifts: Float64Array, sizes: Float64Array, K: number): Float64Array {
  let axis = new Float64Array(K);
  let widest = 0;
  for (let bin = 0; bin < sizes.length; bin++) {
    const row = shifts.subarray(bin * K, (bin + 1) * K);
    const size = sizes[bin]! * row.reduce((sum, x) => sum + x * x, 0);
    if (size > widest) {
      widest = size;
      axis = Float64Array.from(row);
    }
  }
  for (let step = 0; step < POWER_STEPS; step++) {
    const next = new Float64Array(K);
    for (let bin = 0; bin < sizes.length; bin++) {
      let along = 0;
      for (let k = 0; k < K; k++) along += shifts[bin * K + k]! * axis[k]!;
      for (let k = 0; k < K; k++) next[k]! += sizes[bin]! * along * shifts[bin * K + k]!;
    }
    const length = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    if (length === 0) return axis;
    axis = next.map((x) => x / length);
  }
  return axis;
}
