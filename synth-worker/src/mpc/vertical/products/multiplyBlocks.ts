import type { RingParty } from "../party/ringParty.ts";
import type { RingShared } from "../ring/ringShared.ts";
import { type ColumnBlock, type ColumnRange, cellsOfBlock, type SharedColumns } from "./columnBlock.ts";
import { innerProductPart, sumOfComponents } from "./innerProductPart.ts";

/**
 * The inner products of all column pairs of the blocks, block after block, left column by left column: NOT verified. One element of traffic
 * per cell, whatever the number of rows.
 */
export async function multiplyBlocks(
  party: RingParty,
  { rows, shared }: SharedColumns,
  blocks: readonly ColumnBlock[],
): Promise<RingShared> {
  const { kernel } = party;
  const part = new BigUint64Array(blocks.reduce((sum, block) => sum + cellsOfBlock(block), 0));
  // One sum serves all blocks; columns left of the first right side are not needed.
  const first = Math.min(...blocks.map(({ right }) => right.from));
  const columns = (words: BigUint64Array, { from, to }: ColumnRange) =>
    words.subarray(from * rows, to * rows);
  const tail = { own: shared.own.subarray(first * rows), next: shared.next.subarray(first * rows) };
  const sum = sumOfComponents(kernel, tail);
  let at = 0;
  for (const block of blocks) {
    const side = (range: ColumnRange) => ({
      own: columns(shared.own, range),
      next: columns(shared.next, range),
    });
    const rightSum = columns(sum, { from: block.right.from - first, to: block.right.to - first });
    part.set(innerProductPart(kernel, rows, side(block.left), side(block.right), rightSum), at);
    at += cellsOfBlock(block);
  }
  return await party.reshare(part);
}
