import { fromHex } from "@symbolon/protocol";
import { tokenCount } from "./join/tokenCount.ts";
import type { RingParty } from "./party/ringParty.ts";
import { checkOneHot } from "./products/checkOneHot.ts";
import type { SharedColumns } from "./products/columnBlock.ts";
import type { HeldRows } from "./rows/acceptRows.ts";
import { joinRows } from "./rows/joinRows.ts";
import { oneHotRanges, type VerticalJob, verticalDigest } from "./verticalJob.ts";

/**
 * The one-hot columns of the patients whom all holders have, checked: nothing is opened that depends on a patient, and no stop depends on which
 * patients the hospitals share. `held` has every holder's rows in the order of the job. Stops (E4020) when the nodes were given different
 * rows, or when a holder's columns are not one-hot.
 */
export async function joinedColumns(
  party: RingParty,
  job: VerticalJob,
  held: readonly HeldRows[],
): Promise<SharedColumns> {
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
  return joinRows(held);
}
