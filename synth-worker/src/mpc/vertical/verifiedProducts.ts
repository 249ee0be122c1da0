import type { RingParty } from "./party/ringParty.ts";
import { cellsOfBlock, type SharedColumns } from "./products/columnBlock.ts";
import { multiplyBlocks } from "./products/multiplyBlocks.ts";
import { verifyBlocks } from "./products/verifyBlocks.ts";
import type { RingShared } from "./ring/ringShared.ts";
import { measuredBlocks, type VerticalJob } from "./verticalJob.ts";

/**
 * The shares of all measured products (block by block, see measuredBlocks) of joinedColumns, verified but not yet noised: nothing is opened
 * that depends on a patient. Stops (E4020) when a product is wrong.
 */
export async function verifiedProducts(
  party: RingParty,
  job: VerticalJob,
  matrix: SharedColumns,
): Promise<RingShared> {
  const blocks = measuredBlocks(job);
  if (matrix.rows === 0) {
    // Nobody is in all hospitals: every count is 0, and only noise will be opened, as for any other number.
    const cells = blocks.reduce((sum, block) => sum + cellsOfBlock(block), 0);
    return await party.reshare(new BigUint64Array(cells));
  }
  const products = await multiplyBlocks(party, matrix, blocks);
  await verifyBlocks(party, matrix, blocks, products);
  return products;
}
