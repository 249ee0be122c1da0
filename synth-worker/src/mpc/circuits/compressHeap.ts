import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { type AdderStep, addBits } from "./addBits.ts";
import type { BitHeap } from "./bitHeap.ts";

/**
 * Adds the bits of a heap until no column is taller than two, by 3:2 compressors (carry-save addition, Wallace 1964), scheduled after
 * Dadda (1965): stage by stage columns go down to ..., 13, 9, 6, 4, 3, 2, so the number of rounds is the least possible for
 * compressors, about log_1.5(tallest / 2). Each full adder takes one bit away for one AND. Carries out of the last column are dropped.
 */
export async function compressHeap(party: Party, { pool, groups }: BitHeap): Promise<void> {
  for (;;) {
    let tallest = 0;
    for (const { words, columns } of groups) {
      foldTop(pool, words, columns);
      for (const column of columns) tallest = Math.max(tallest, column.length);
    }
    if (tallest <= 2) return;
    const target = daddaBelow(tallest);
    await addBits(
      party,
      pool,
      groups.flatMap(({ words, columns }) => lowerColumns(columns, words, target)),
    );
  }
}

/** Bits of the last column have no carry that counts: their sum is their XOR, which is free. */
function foldTop(pool: Shared, words: number, columns: number[][]): void {
  const top = columns.at(-1);
  if (top === undefined || top.length < 2) return;
  const into = top[0]!;
  for (const share of [pool.own, pool.next])
    for (const block of top.slice(1))
      for (let word = 0; word < words; word++) share[into + word]! ^= share[block + word]!;
  top.length = 1;
}

/** The largest height below `height` of Dadda's sequence 2, 3, 4, 6, 9, 13, ... */
function daddaBelow(height: number): number {
  let target = 2;
  for (let next = 3; next < height; next = Math.floor((3 * next) / 2)) target = next;
  return target;
}

/** The adders of one stage for one group; `columns` is left as it will be after them. */
function lowerColumns(columns: number[][], words: number, target: number): AdderStep[] {
  const steps: AdderStep[] = [];
  let arriving: number[] = [];
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!;
    const carries: number[] = [];
    const sums: number[] = [];
    let taken = 0;
    let excess = k === columns.length - 1 ? 0 : column.length + arriving.length - target;
    while (excess > 0 && column.length - taken >= 2) {
      const a = column[taken]!;
      const b = column[taken + 1]!;
      // A full adder even where a half adder would do: the same AND, and one bit less to add later.
      const c = column[taken + 2] ?? -1;
      taken += c < 0 ? 2 : 3;
      excess -= c < 0 ? 1 : 2;
      sums.push(a);
      carries.push(b);
      steps.push({ a, b, c, words });
    }
    columns[k] = [...column.slice(taken), ...sums, ...arriving];
    arriving = carries;
  }
  return steps;
}
