import type { AccessBody } from "@symbolon/protocol";
import { type CaseRecord, caseRecord } from "./caseRecord.ts";
import { type ActRow, type CaseRow, caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";

const keyOf = (row: Pick<CaseRow, "application_hash" | "country">) =>
  `${row.application_hash}/${row.country}`;

/** Cases with what their acts amount to and their access bodies, in the order of the rows. */
export async function readRecords(
  context: PermitContext,
  rows: readonly CaseRow[],
): Promise<{ readonly record: CaseRecord; readonly body: AccessBody }[]> {
  const storage = caseStorage(context.database);
  const bodies = await storage.accessBodies();
  const acts = new Map<string, ActRow[]>();
  for (const act of await storage.acts(rows)) {
    const list = acts.get(keyOf(act));
    if (list === undefined) acts.set(keyOf(act), [act]);
    else list.push(act);
  }
  return rows.flatMap((row) => {
    const body = bodies.find(({ country }) => country === row.country);
    if (body === undefined) return [];
    return [{ record: caseRecord(row, acts.get(keyOf(row)) ?? [], body), body }];
  });
}
