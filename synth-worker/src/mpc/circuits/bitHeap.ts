import type { Shared } from "../rss/shared.ts";
import { joinShared } from "./joinShared.ts";
import type { Planes } from "./planes.ts";

/**
 * Bits to be added up, by weight: columns[k] lists the places in the pool, in words, of blocks of bits that count 2^k. All blocks of a
 * group have `words` words and are added lane by lane, modulo 2^columns.length. Different groups are different lanes, which
 * may have different numbers of bits to add. The pool is the heap's own and is overwritten as the bits are added.
 */
export type BitHeap = {
  readonly pool: Shared;
  readonly groups: readonly { readonly words: number; readonly columns: number[][] }[];
};

/** A heap of one group from numbers that are shifted left by `shift` bits (default 0); planes above `width` are left out: modulo 2^width. */
export function bitHeap(
  operands: readonly { readonly planes: Planes; readonly shift?: number }[],
  width: number,
): BitHeap {
  const columns = Array.from({ length: width }, (): number[] => []);
  const blocks: Shared[] = [];
  const words = operands.flatMap(({ planes }) => planes)[0]?.own.length ?? 0;
  for (const { planes, shift = 0 } of operands)
    for (const [i, plane] of planes.entries()) {
      if (plane.own.length !== words) throw new RangeError(`${plane.own.length} words beside ${words}`);
      const column = columns[i + shift];
      if (column === undefined) continue;
      column.push(blocks.length * words);
      blocks.push(plane);
    }
  return { pool: joinShared(blocks), groups: [{ words, columns }] };
}
