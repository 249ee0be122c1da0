import type { BitHeap } from "./bitHeap.ts";
import type { Planes } from "./planes.ts";
import { zeroShared } from "./zeroShared.ts";

/** The number made of each column's bit number `row` (0 where there is none), the lanes of all groups one after the other; copied. */
export function heapRow({ pool, groups }: BitHeap, row: number): Planes {
  const width = groups[0]?.columns.length ?? 0;
  const words = groups.reduce((sum, group) => sum + group.words, 0);
  return Array.from({ length: width }, (_, k) => {
    const plane = zeroShared(words);
    let at = 0;
    for (const group of groups) {
      const block = group.columns[k]![row];
      if (block !== undefined) {
        plane.own.set(pool.own.subarray(block, block + group.words), at);
        plane.next.set(pool.next.subarray(block, block + group.words), at);
      }
      at += group.words;
    }
    return plane;
  });
}
