import { isPlainNumber } from "@symbolon/synth-worker/upload";
import type { SampleColumn } from "./sampleTable.ts";

/** Different texts that are counted; a column with more is no category. */
const MAX_TEXTS = 2000;

/** What a column of the sample holds. Facts of the records: they stay in the browser. */
export type ColumnFacts = {
  readonly filled: number;
  readonly empty: number;
  /** Different texts; Infinity above 2,000. */
  readonly different: number;
  /** Every filled cell is a plain number. */
  readonly isNumber: boolean;
  readonly isWhole: boolean;
  /** Of numbers; 0 where there is none. */
  readonly min: number;
  readonly max: number;
  readonly median: number;
  /** Texts with how often they occur, most frequent first; empty above 2,000. */
  readonly texts: readonly (readonly [string, number])[];
};

/** Counts one column. */
export function columnFacts({ cells }: SampleColumn): ColumnFacts {
  const counts = new Map<string, number>();
  const numbers: number[] = [];
  let [filled, isNumber, isBeyond] = [0, true, false];
  for (const cell of cells) {
    if (cell === null) continue;
    filled++;
    if (isNumber && isPlainNumber(cell)) numbers.push(Number(cell));
    else isNumber = false;
    if (counts.has(cell) || counts.size < MAX_TEXTS) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    else isBeyond = true;
  }
  isNumber &&= filled > 0;
  const sorted = isNumber ? Float64Array.from(numbers).sort() : new Float64Array();
  return {
    filled,
    empty: cells.length - filled,
    different: isBeyond ? Number.POSITIVE_INFINITY : counts.size,
    isNumber,
    isWhole: sorted.every(Number.isInteger),
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    median: sorted[sorted.length >> 1] ?? 0,
    texts: isBeyond ? [] : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  };
}
