import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { LedgerEntry } from "./journal.ts";

/** What an opening showed, in the words of the document: a choice is columns alone. */
export type PublishedOpening = {
  readonly columns: readonly string[];
  readonly coins?: number;
  readonly noisyCounts?: readonly number[];
};

/**
 * The next link of a ledger's hash chain: SHA-256 of the canonical document of the link before (at first the digest of the inputs), the entry,
 * and the digest of what was opened, or "lost". Whoever has the last link's value has a commitment to all openings in their order.
 */
export function chainLink(
  previous: Hex,
  { what, kind, picoRho, delta }: LedgerEntry,
  opened: PublishedOpening | null,
): Hex {
  return digestOfDocument({
    format: "symbolon/joint-step/1",
    previous,
    entry: { what, kind, picoRho, delta },
    opened: opened === null ? "lost" : digestOfDocument(opened),
  });
}
