import type { Party } from "../rss/party.ts";
import { type AdderStep, addBits } from "./addBits.ts";
import { addPrefix } from "./addPrefix.ts";
import type { BitHeap } from "./bitHeap.ts";
import { compressHeap } from "./compressHeap.ts";
import { heapRow } from "./heapRow.ts";
import type { Planes } from "./planes.ts";

/** How the last two numbers are added: "ripple" has the fewest ANDs (one per bit, as many rounds), "prefix" the fewest rounds. */
export type Adder = "ripple" | "prefix";

/** The sums of a heap, modulo 2^columns: carry-save addition, then the adder asked for. The heap is used up. */
export async function sumHeap(party: Party, heap: BitHeap, adder: Adder): Promise<Planes> {
  await compressHeap(party, heap);
  if (adder === "prefix") return await addPrefix(party, heapRow(heap, 0), heapRow(heap, 1));
  const { pool, groups } = heap;
  const width = groups[0]?.columns.length ?? 0;
  for (let k = 0; k < width; k++) {
    const steps: AdderStep[] = [];
    for (const { words, columns } of groups) {
      const [a, b, c] = columns[k]!;
      if (a === undefined || b === undefined) continue;
      if (k === width - 1) {
        // The last column's carry is dropped, so it needs no AND.
        for (const share of [pool.own, pool.next])
          for (let word = 0; word < words; word++)
            share[a + word]! ^= share[b + word]! ^ (c === undefined ? 0 : share[c + word]!);
      } else {
        steps.push({ a, b, c: c ?? -1, words });
        columns[k + 1]!.push(b);
      }
      columns[k] = [a];
    }
    await addBits(party, pool, steps);
  }
  return heapRow(heap, 0);
}
