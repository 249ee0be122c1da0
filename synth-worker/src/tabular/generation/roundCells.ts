/**
 * Deals `total` units to cells in proportion to `shares` (non-negative, summing to 1): writes each unit's cell into `out`,
 * ascending. Running sums are rounded, so it takes one pass and every running sum is within one of its target. `carry`
 * (same length) holds what earlier calls rounded away and is updated, so that many small groups together
 * follow the shares too. Cells with share 0 get nothing.
 */
export function roundCells(total: number, shares: Float64Array, carry: Float64Array, out: Uint32Array): void {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    if (!(shares[i]! > 0)) continue;
    const target = total * shares[i]! + carry[i]!;
    if (target > 0) sum += target;
  }
  const scale = total / sum;
  let running = 0;
  let dealt = 0;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (!(shares[i]! > 0)) continue;
    const target = total * shares[i]! + carry[i]!;
    let count = 0;
    if (target > 0) {
      running += target * scale;
      last = i;
      const until = Math.min(total, Math.floor(running + 0.5));
      count = until - dealt;
      for (; dealt < until; dealt++) out[dealt] = i;
    }
    carry[i] = target - count;
  }
  // Rounding of the last running sum may leave one unit over.
  for (; dealt < total; dealt++) {
    out[dealt] = last;
    carry[last]! -= 1;
  }
}
