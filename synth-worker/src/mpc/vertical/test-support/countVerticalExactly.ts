import { joinedColumns } from "../joinedColumns.ts";
import { openTables, type VerticalTable } from "../openTables.ts";
import type { RingParty } from "../party/ringParty.ts";
import type { HeldRows } from "../rows/acceptRows.ts";
import { verifiedProducts } from "../verifiedProducts.ts";
import type { VerticalJob } from "../verticalJob.ts";

/** TESTS ONLY: measureVertical without noise, to compare with the true counts. Product code may not import this file. */
export async function countVerticalExactly(
  party: RingParty,
  job: VerticalJob,
  held: readonly HeldRows[],
): Promise<VerticalTable[]> {
  return await openTables(
    party,
    job,
    await verifiedProducts(party, job, await joinedColumns(party, job, held)),
  );
}
