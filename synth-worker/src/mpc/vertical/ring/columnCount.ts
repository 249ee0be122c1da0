import type { RingColumns } from "./ringColumns.ts";

/** How many columns there are; throws RangeError when the words do not fill whole columns. */
export function columnCount({ rows, words }: RingColumns): number {
  if (rows < 1 || words.length % rows !== 0) {
    throw new RangeError(`${words.length} words are not whole columns of ${rows} rows`);
  }
  return words.length / rows;
}
