import type { RingParty } from "./party/ringParty.ts";
import type { RingShared } from "./ring/ringShared.ts";
import { measuredBlocks, measuredPairs, oneHotRanges, type VerticalJob } from "./verticalJob.ts";

/** A 2-way table: counts[j * levels of second + k]; `first` and `second` are places in the job's attributes. */
export type VerticalTable = { readonly first: number; readonly second: number; readonly counts: number[] };

const HALF_RANGE = 2n ** 23n;

/**
 * Opens the cells of the measured blocks and sorts them into tables, one per pair, in the order of measuredPairs. Opens what it is given: the
 * caller has added the noise. Stops (E4020) on a count outside [-2^23, 2^23), which no honest run gives: it is a fault
 * that the checks let pass because it is a multiple of 2^24.
 */
export async function openTables(
  party: RingParty,
  job: VerticalJob,
  cells: RingShared,
): Promise<VerticalTable[]> {
  const opened = await party.open(cells);
  const signed = Array.from(opened, (word) => BigInt.asIntN(64, word));
  if (signed.some((count) => count < -HALF_RANGE || count >= HALF_RANGE)) {
    throw party.stop("a count is out of range");
  }
  const ranges = oneHotRanges(job);
  const blocks = measuredBlocks(job);
  return measuredPairs(job).map(({ first, second }) => {
    const rows = ranges[first]!;
    const columns = ranges[second]!;
    let base = 0;
    const counts: number[] = [];
    for (const { left, right } of blocks) {
      const width = right.to - right.from;
      if (left.from <= rows.from && rows.from < left.to) {
        for (let j = rows.from; j < rows.to; j++) {
          const start = base + (j - left.from) * width - right.from;
          for (let k = columns.from; k < columns.to; k++) counts.push(Number(signed[start + k]!));
        }
      }
      base += (left.to - left.from) * width;
    }
    return { first, second, counts };
  });
}
