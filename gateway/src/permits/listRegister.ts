import { caseRecord } from "./caseRecord.ts";
import { type ActRow, type CaseFilter, type CaseRow, caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { type RegisterEntry, registerEntry } from "./registerEntry.ts";

const keyOf = (row: Pick<CaseRow, "application_hash" | "country">) =>
  `${row.application_hash}/${row.country}`;

/** Entries of the public register, newest application first: `first` of them after `offset`. */
export async function listRegister(
  context: PermitContext,
  filter: CaseFilter,
  first: number,
  offset: number,
): Promise<RegisterEntry[]> {
  const storage = caseStorage(context.database);
  const [rows, bodies] = await Promise.all([storage.list(filter, first, offset), storage.accessBodies()]);
  const acts = new Map<string, ActRow[]>();
  for (const act of await storage.acts(rows)) {
    const list = acts.get(keyOf(act));
    if (list === undefined) acts.set(keyOf(act), [act]);
    else list.push(act);
  }
  const now = context.now();
  return rows.flatMap((row) => {
    const body = bodies.find(({ country }) => country === row.country);
    if (body === undefined) return [];
    return [registerEntry(caseRecord(row, acts.get(keyOf(row)) ?? [], body), body, now)];
  });
}
