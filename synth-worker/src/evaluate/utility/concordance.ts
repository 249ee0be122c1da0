import { orderByTime } from "../../math/orderByTime.ts";

/** Weights of pairs; their sum is the weight of all pairs that can be compared. */
export type Concordance = {
  readonly concordant: number;
  readonly discordant: number;
  readonly tied: number;
  /** The share that is concordant, ties half; null when no pair can be compared. */
  readonly index: number | null;
};

/**
 * Pairs of an event and a record that was followed longer (or as long, without event): concordant when the earlier event has the higher
 * score, tied when the scores are equal. Each pair counts with its event's weight (1 when left out; 0 leaves an event out). Two events at the
 * same time are no pair. O(n log n): from the last record to the first, scores are counted in a tree of partial sums (Fenwick 1994).
 * `times` and `events` as in orderByTime. Throws RangeError for as many scores or weights as there are not records, and as orderByTime.
 */
export function concordance(
  scores: Float64Array,
  times: Float64Array,
  events: Uint8Array,
  weights?: Float64Array,
): Concordance {
  const order = orderByTime(times, events);
  const n = order.length;
  if (scores.length !== n || (weights !== undefined && weights.length !== n))
    throw new RangeError(`${scores.length} scores for ${n} records`);
  const { ranks, count } = denseRanks(scores);
  /** counts[r]: longer followed records of rank r; sums: its tree of partial sums. */
  const counts = new Int32Array(count + 1);
  const sums = new Int32Array(count + 1);
  let longer = 0;
  const add = (rank: number): void => {
    longer++;
    counts[rank]!++;
    for (let at = rank; at <= count; at += at & -at) sums[at]!++;
  };
  const upTo = (rank: number): number => {
    let sum = 0;
    for (let at = rank; at > 0; at -= at & -at) sum += sums[at]!;
    return sum;
  };

  let concordant = 0;
  let discordant = 0;
  let tied = 0;
  for (let end = n; end > 0; ) {
    let start = end;
    while (start > 0 && times[order[start - 1]!] === times[order[end - 1]!]) start--;
    const group = order.subarray(start, end);
    for (const record of group) if (events[record] === 0) add(ranks[record]!);
    for (const record of group) {
      if (events[record] === 0) continue;
      const weight = weights?.[record] ?? 1;
      const rank = ranks[record]!;
      const lower = upTo(rank - 1);
      concordant += weight * lower;
      tied += weight * counts[rank]!;
      discordant += weight * (longer - lower - counts[rank]!);
    }
    for (const record of group) if (events[record] === 1) add(ranks[record]!);
    end = start;
  }
  const pairs = concordant + discordant + tied;
  return { concordant, discordant, tied, index: pairs === 0 ? null : (concordant + tied / 2) / pairs };
}

/** Ranks from 1, equal scores sharing one, and how many there are. */
function denseRanks(scores: Float64Array): { ranks: Int32Array; count: number } {
  const distinct = scores.slice().sort();
  let count = 0;
  for (let i = 0; i < distinct.length; i++)
    if (i === 0 || distinct[i] !== distinct[count - 1]) distinct[count++] = distinct[i]!;
  const ranks = Int32Array.from(scores, (score) => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (distinct[middle]! < score) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  });
  return { ranks, count };
}
