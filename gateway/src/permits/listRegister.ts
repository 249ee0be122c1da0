import { type CaseFilter, caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { readRecords } from "./readRecords.ts";
import { type RegisterEntry, registerEntry } from "./registerEntry.ts";

/** Entries of the public register, newest application first: `first` of them after `offset`. */
export async function listRegister(
  context: PermitContext,
  filter: CaseFilter,
  first: number,
  offset: number,
): Promise<RegisterEntry[]> {
  const rows = await caseStorage(context.database).list(filter, first, offset);
  const now = context.now();
  return (await readRecords(context, rows)).map(({ record, body }) => registerEntry(record, body, now));
}
