/**
 * Whole numbers that sum to `total` and follow `shares` (non-negative, summing to 1) as closely as
 * rounding allows, by largest remainders; ties go to the lower index. `carry` (same length) holds what earlier
 * calls rounded away and is updated, so over many calls each cell stays within one of its exact target.
 * Cells with share 0 get nothing.
 */
export function allocate(total: number, shares: Float64Array, carry: Float64Array): Int32Array {
  const targets = shares.map((share, i) => total * share + carry[i]!);
  const counts = new Int32Array(shares.length);
  let missing = total;
  for (let i = 0; i < counts.length; i++) {
    if (shares[i]! > 0) counts[i] = Math.max(0, Math.floor(targets[i]!));
    missing -= counts[i]!;
  }
  const step = missing > 0 ? 1 : -1;
  for (; missing !== 0; missing -= step) {
    let best = -1;
    for (let i = 0; i < counts.length; i++) {
      if (step > 0 ? shares[i] === 0 : counts[i] === 0) continue;
      if (best < 0 || step * (targets[i]! - counts[i]! - (targets[best]! - counts[best]!)) > 0) best = i;
    }
    counts[best]! += step;
  }
  for (let i = 0; i < counts.length; i++) carry[i] = targets[i]! - counts[i]!;
  return counts;
}
