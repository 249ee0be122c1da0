import { SymbolonError } from "@symbolon/protocol";
import { optOutRoot } from "@symbolon/synth-worker/upload";
import type { ConsentEvents } from "../../data/chain/readConsentEvents.ts";
import type { HospitalFiles } from "./readHospitalFiles.ts";

/**
 * excluded[row] = 1 for patients who must not take part in a claimed job: in the commercial lane (`pinnedList` null) those whose consent is withdrawn,
 * under a permit those on the opt-out list that the claim pinned (0: none). Throws E4010 when the book does not have that list: nobody can
 * tell then who must be left out.
 */
export function excludedRows(
  { table, book, optOuts }: HospitalFiles,
  events: ConsentEvents,
  pinnedList: bigint | null,
): Uint8Array {
  const flags = new Uint8Array(table.rows);
  if (pinnedList === null) {
    for (const { nullifier, row } of book.consents) if (events.withdrawn.has(nullifier)) flags[row] = 1;
    return flags;
  }
  if (pinnedList === 0n) return flags;
  const root = events.optOutRoots.get(pinnedList);
  const list = optOuts?.lists.find((candidate) => candidate.root === root);
  if (list === undefined || optOutRoot(list.entries) !== root) {
    const reason = `the opt-out list ${pinnedList} is needed and not among the picked files`;
    throw new SymbolonError("E4010", { orderId: "opt-outs.json", reason });
  }
  for (const { row } of list.entries) flags[row] = 1;
  return flags;
}
