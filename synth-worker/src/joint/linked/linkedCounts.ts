import { cliqueLanes } from "../../mpc/circuits/cliqueLanes.ts";
import { cellsOfBlock, type SharedColumns } from "../../mpc/vertical/products/columnBlock.ts";
import type { RingShared } from "../../mpc/vertical/ring/ringShared.ts";
import { measuredBlocks, oneHotRanges, type VerticalJob } from "../../mpc/vertical/verticalJob.ts";
import type { JointPlan } from "../jointPlan.ts";

/**
 * The plan's tables of the joined patients, each count in its lane of the plan's layout, shared modulo 2^32 at least: a column's table is the sums of its one-hot
 * columns (no traffic), a pair's are the products. Cells of "no patient" are left out. Lanes that are no cell are 0.
 */
export function linkedCounts(
  plan: Pick<JointPlan, "sizes" | "layout">,
  job: VerticalJob,
  matrix: SharedColumns,
  products: RingShared,
): RingShared {
  const { sizes, layout } = plan;
  const ranges = oneHotRanges(job);
  const blocks = measuredBlocks(job);
  const lay = (side: "own" | "next"): BigUint64Array => {
    const lanes = new BigUint64Array(32 * layout.words);
    for (const [column, cells] of sizes.entries()) {
      const places = cliqueLanes(layout, column);
      for (let cell = 0; cell < cells; cell++)
        lanes[places[cell]!] = BigInt(columnSum(matrix, side, ranges[column]!.from + cell));
    }
    let base = 0;
    for (const [pair, block] of blocks.entries()) {
      const places = cliqueLanes(layout, sizes.length + pair);
      const [height, width] = [block.left.to - block.left.from, block.right.to - block.right.from];
      let cell = 0;
      // The last level of both is "no patient".
      for (let j = 0; j < height - 1; j++)
        for (let k = 0; k < width - 1; k++) lanes[places[cell++]!] = products[side][base + j * width + k]!;
      base += cellsOfBlock(block);
    }
    return lanes;
  };
  return { own: lay("own"), next: lay("next") };
}

/** Modulo 2^32: the low halves of words alone, without a BigInt for each. */
function columnSum({ rows, shared }: SharedColumns, side: "own" | "next", column: number): number {
  const words = shared[side];
  const halves = new Uint32Array(words.buffer, words.byteOffset, 2 * words.length);
  let sum = 0;
  for (let row = 0; row < rows; row++) sum = (sum + halves[2 * (column * rows + row)]!) >>> 0;
  return sum;
}
