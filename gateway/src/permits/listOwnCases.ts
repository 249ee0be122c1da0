import type { Actor, Deadline, Hex } from "@symbolon/protocol";
import { actorsOf } from "./actorsOf.ts";
import { caseDeadlines } from "./caseDeadlines.ts";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { readRecords } from "./readRecords.ts";
import { type RegisterEntry, registerEntry } from "./registerEntry.ts";

/** An entry of the register with what only its parties see: as what this one may act, and every clock. */
export type OwnCase = RegisterEntry & {
  readonly actors: readonly Actor[];
  readonly deadlines: readonly Deadline[];
};

/**
 * Cases in which an account has a part, as applicant, access body or holder, newest first: `first` of them after `offset`. An access body
 * that lost its role on chain has none. Throws E6001.
 */
export async function listOwnCases(
  context: PermitContext,
  account: Hex,
  first: number,
  offset: number,
): Promise<OwnCase[]> {
  const storage = caseStorage(context.database);
  const bodies = await storage.accessBodies();
  const countries = bodies.filter((body) => body.account === account).map(({ country }) => country);
  const rows = await storage.listOf({ account, countries }, first, offset);
  const now = context.now();
  const own: OwnCase[] = [];
  for (const { record, body } of await readRecords(context, rows)) {
    const actors = await actorsOf(context, record.row, body, account);
    if (actors.length === 0) continue;
    own.push({ ...registerEntry(record, body, now), actors, deadlines: caseDeadlines(record, body) });
  }
  return own;
}
