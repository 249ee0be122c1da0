/** Halved ranges of a column to be counted, and what to make of the noisy counts. */
export type QuantilePlan = {
  /** One map per depth, coarse to fine; each sends a level to the number of its range. */
  readonly maps: readonly Uint16Array[];
  /** Noisy counts of the ranges, one array per map, in; at most `cuts` increasing levels out. Reads no data. */
  readonly cut: (tables: readonly Float64Array[], cuts: number) => number[];
};

/**
 * The tables behind PrivateTable.quantiles: the levels from `first` to size - 1 are halved again and again (dyadic
 * ranges), and all ranges of one depth are one table, because a record is in one of them. Levels before `first` share
 * one last cell that is not used. Throws RangeError unless 0 <= first < size.
 *
 * Counts of a range and of its halves are reconciled by weighted least squares on the tree, up and down
 * (Hay, Rastogi, Miklau, Suciu, Boosting the Accuracy of Differentially Private Histograms, 2010, section 4).
 */
export function quantileTables(size: number, first: number): QuantilePlan {
  const levels = size - first;
  if (!Number.isInteger(first) || first < 0 || levels < 1) throw new RangeError("0 <= first < size");
  const depths = 32 - Math.clz32(levels - 1);
  const maps: Uint16Array[] = [];
  for (let shift = depths - 1; shift >= 0; shift--) {
    const ranges = ((levels - 1) >> shift) + 1;
    maps.push(
      Uint16Array.from({ length: size }, (_, level) => (level < first ? ranges : (level - first) >> shift)),
    );
  }
  return {
    maps,
    cut: (tables, cuts) =>
      cutsOf(reconcile(tables.map((counts, d) => counts.subarray(0, rangesAt(d)))), cuts).map(
        (cut) => first + cut,
      ),
  };

  function rangesAt(depth: number): number {
    return ((levels - 1) >> (depths - 1 - depth)) + 1;
  }
}

/** Counts per single level that agree with all depths; every table has the same noise. */
function reconcile(tables: readonly Float64Array[]): Float64Array {
  const last = tables.length - 1;
  const best = tables.map((counts) => counts.slice());
  // Variance of `best`, in units of the noise's; a range at the right edge may have one half only.
  const variance = tables.map((counts) => new Float64Array(counts.length).fill(1));
  for (let d = last - 1; d >= 0; d--) {
    for (let range = 0; range < best[d]!.length; range++) {
      let sum = 0;
      let spread = 0;
      for (const child of halves(best[d + 1]!, range)) {
        sum += best[d + 1]![child]!;
        spread += variance[d + 1]![child]!;
      }
      best[d]![range] = (best[d]![range]! * spread + sum) / (spread + 1);
      variance[d]![range] = spread / (spread + 1);
    }
  }
  for (let d = 0; d < last; d++) {
    for (let range = 0; range < best[d]!.length; range++) {
      const children = halves(best[d + 1]!, range);
      let missing = best[d]![range]!;
      let spread = 0;
      for (const child of children) {
        missing -= best[d + 1]![child]!;
        spread += variance[d + 1]![child]!;
      }
      for (const child of children) best[d + 1]![child]! += (missing * variance[d + 1]![child]!) / spread;
    }
  }
  return best[last]!;
}

function halves(finer: Float64Array, range: number): number[] {
  return 2 * range + 1 < finer.length ? [2 * range, 2 * range + 1] : [2 * range];
}

/** For every i the border before which the number of records is nearest to i/(cuts+1); equal borders are given once. */
function cutsOf(counts: Float64Array, cuts: number): number[] {
  // before[b]: records below level b. Noise can make a count negative; a running maximum keeps the order.
  const before = [0];
  let sum = 0;
  for (const count of counts) {
    sum += count;
    before.push(Math.max(before.at(-1)!, sum));
  }
  const total = before.at(-1)!;
  const out: number[] = [];
  let border = 1;
  for (let i = 1; i <= cuts && total > 0; i++) {
    const target = (total * i) / (cuts + 1);
    while (border + 1 < counts.length && before[border]! < target) border++;
    // The first border past the target, or the last one before it.
    const short = border > 1 && target - before[border - 1]! < before[border]! - target;
    const nearest = short ? border - 1 : border;
    if (out.at(-1) !== nearest) out.push(nearest);
  }
  return out;
}
