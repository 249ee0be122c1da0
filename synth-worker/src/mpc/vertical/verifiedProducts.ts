import { fromHex } from "@symbolon/protocol";
import { tokenCount } from "./join/tokenCount.ts";
import type { RingParty } from "./party/ringParty.ts";
import { checkOneHot } from "./products/checkOneHot.ts";
import { cellsOfBlock } from "./products/columnBlock.ts";
import { multiplyBlocks } from "./products/multiplyBlocks.ts";
import { verifyBlocks } from "./products/verifyBlocks.ts";
import type { RingShared } from "./ring/ringShared.ts";
import type { HeldRows } from "./rows/acceptRows.ts";
import { joinRows } from "./rows/joinRows.ts";
import { measuredBlocks, oneHotRanges, type VerticalJob, verticalDigest } from "./verticalJob.ts";

/**
 * The shares of all measured products (block by block, see measuredBlocks), verified but not yet noised: nothing is opened that depends
 * on a patient, and no stop depends on which patients the hospitals share. `held` has every holder's rows in the order of the job. Stops
 * (E4020) when the nodes were given different rows, when a holder's columns are not one-hot, or when a product is wrong.
 */
export async function verifiedProducts(
  party: RingParty,
  job: VerticalJob,
  held: readonly HeldRows[],
): Promise<RingShared> {
  await party.agree(fromHex(verticalDigest(job)), "job");
  for (const [holder, rows] of held.entries()) {
    if (rows.holder !== holder) throw party.stop(`the rows of holder ${holder} are missing`);
    const commitments = rows.commitments.map(fromHex);
    const seen = Uint8Array.from([...commitments.flatMap((c) => [...c]), ...rows.tokens]);
    await party.agree(seen, `rows of holder ${holder}`);
  }
  if (held.length !== job.datasetIds.length) throw party.stop("not all holders' rows are here");
  const ranges = oneHotRanges(job);
  await checkOneHot(
    party,
    held.map(({ holder, tokens, shared }) => {
      const own = ranges.filter((range) => range.holder === holder);
      const base = own[0]!.from;
      const attributes = own.map(({ from, to }) => ({ from: from - base, to: to - base }));
      return { holder, matrix: { rows: tokenCount(tokens), shared }, attributes };
    }),
  );
  const blocks = measuredBlocks(job);
  const matrix = joinRows(held);
  if (matrix.rows === 0) {
    // Nobody is in all hospitals: every count is 0, and only noise will be opened, as for any other number.
    const cells = blocks.reduce((sum, block) => sum + cellsOfBlock(block), 0);
    return await party.reshare(new BigUint64Array(cells));
  }
  const products = await multiplyBlocks(party, matrix, blocks);
  await verifyBlocks(party, matrix, blocks, products);
  return products;
}
