import type { BitHeap } from "./bitHeap.ts";
import { joinShared } from "./joinShared.ts";
import type { LaneLayout } from "./laneLayout.ts";
import type { Planes } from "./planes.ts";

/**
 * A heap that adds up, per group of the layout, its members' numbers, modulo 2^width, and `extra` numbers of one per group. `planes` are
 * laid out by the layout, each with the weight given (planes of the same weight may repeat). One heap may serve several tables
 * of one layout: their lanes follow one another.
 */
export function layoutHeap(
  layout: LaneLayout,
  tables: readonly { readonly members: readonly WeightedPlane[]; readonly extra?: Planes }[],
  width: number,
): BitHeap {
  const blocks = tables.flatMap(({ members, extra = [] }) => [
    ...members.map(({ plane }) => plane),
    ...extra,
  ]);
  const groups: { words: number; columns: number[][] }[] = [];
  let base = 0;
  for (const { members, extra = [] } of tables) {
    const extraBase = base + members.length * layout.words;
    for (const { from, to, height } of runs(layout)) {
      const columns = Array.from({ length: width }, (): number[] => []);
      for (const [i, { weight }] of members.entries())
        for (let member = 0; member < height; member++)
          columns[weight]?.push(base + i * layout.words + layout.blockStart[member]! + from);
      for (const k of extra.keys()) columns[k]?.push(extraBase + k * layout.laneWords + from);
      groups.push({ words: to - from, columns });
    }
    base = extraBase + extra.length * layout.laneWords;
  }
  return { pool: joinShared(blocks), groups };
}

/** A plane of members' bits that count 2^weight each. */
export type WeightedPlane = { readonly plane: Planes[number]; readonly weight: number };

/** Stretches of words whose lanes have equally many blocks. */
function runs({ blockWords, laneWords }: LaneLayout): { from: number; to: number; height: number }[] {
  const out: { from: number; to: number; height: number }[] = [];
  let from = 0;
  for (let height = blockWords.length; height >= 1; height--) {
    const to = blockWords[height - 1]!;
    if (to > from) out.push({ from, to, height });
    from = Math.max(from, to);
    if (from === laneWords) break;
  }
  return out;
}
