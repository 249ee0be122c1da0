import type { LedgerEntry } from "./journal.ts";

/** Whether two entries are of one opening at one price. */
export function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  return a.what === b.what && a.kind === b.kind && a.picoRho === b.picoRho && a.delta === b.delta;
}
