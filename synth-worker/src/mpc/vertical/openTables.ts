import type { RingParty } from "./party/ringParty.ts";
import type { RingShared } from "./ring/ringShared.ts";
import { measuredBlocks, measuredPairs, oneHotRanges, type VerticalJob } from "./verticalJob.ts";

/** A 2-way table: counts[j * levels of second + k]; `first` and `second` are places in the job's attributes. */
export type VerticalTable = { readonly first: number; readonly second: number; readonly counts: number[] };

/** Counts and noise stay far below 2^23 in absolute value; 40 + 24 = 64. */
const COUNT_BITS = 24;

/**
 * Opens the cells of the measured blocks modulo 2^24 and sorts them into tables, one per pair, in the order of measuredPairs; numbers
 * from 2^23 on are negative. The caller has added the noise. The shares are multiplied by 2^40 first, so nobody sees more than the low
 * 24 bits: what the checks leave undetected, a multiple of 2^24, is gone, and cannot tell by a stop or by an odd number that a spoilt
 * row was among the joined ones.
 */
export async function openTables(
  party: RingParty,
  job: VerticalJob,
  cells: RingShared,
): Promise<VerticalTable[]> {
  const raise = (words: BigUint64Array) => words.map((word) => word << BigInt(64 - COUNT_BITS));
  const opened = await party.open({ own: raise(cells.own), next: raise(cells.next) });
  const signed = Array.from(opened, (word) => Number(BigInt.asIntN(64, word) >> BigInt(64 - COUNT_BITS)));
  const ranges = oneHotRanges(job);
  const blocks = measuredBlocks(job);
  return measuredPairs(job).map(({ first, second }) => {
    const rows = ranges[first]!;
    const columns = ranges[second]!;
    let base = 0;
    const counts: number[] = [];
    for (const { left, right } of blocks) {
      const width = right.to - right.from;
      const isIn = left.from <= rows.from && rows.from < left.to;
      if (isIn && right.from <= columns.from && columns.from < right.to) {
        for (let j = rows.from; j < rows.to; j++) {
          const start = base + (j - left.from) * width - right.from;
          for (let k = columns.from; k < columns.to; k++) counts.push(signed[start + k]!);
        }
      }
      base += (left.to - left.from) * width;
    }
    return { first, second, counts };
  });
}
