import { randomBytes } from "node:crypto";
import { SymbolonError, toHex } from "@symbolon/protocol";
import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import { optOutRoot } from "../../tabular/hospital/optOutBook.ts";
import type { Chain, Sent } from "../shared/chain.ts";
import { optOutBookFile } from "./optOutBook.ts";

/**
 * Takes a patient's opt-out: a new salted list with everybody who has opted out so far, kept before its root is anchored, so that no
 * root is ever on chain whose list is lost. It binds permits approved from then on (Art. 71(3)). `who` is a subject or, failing that, a
 * record number from 1. Throws E3004 for an unknown one, E6003 when the contract refuses (a dataset of the commercial lane).
 */
export async function optOut(
  chain: Chain,
  datasetId: bigint,
  options: { readonly book: ConsentBook; readonly stateFolder: string },
  who: string,
): Promise<Sent> {
  const { consents } = options.book;
  const bySubject = consents.find((entry) => entry.subject === who);
  const patient = bySubject ?? consents.find((entry) => String(entry.row + 1) === who);
  if (patient === undefined) throw new SymbolonError("E3004", { subject: who });
  const file = optOutBookFile(options.stateFolder);
  const lists = (await file.read())?.lists ?? [];
  const before = lists.at(-1)?.entries ?? [];
  const { row, subject } = patient;
  // Whoever is on the list already stays under the same salt; anchoring it again is harmless.
  const entries = before.some((entry) => entry.row === row)
    ? before
    : [...before, { row, subject, salt: toHex(randomBytes(32)) }];
  const root = optOutRoot(entries);
  if (!lists.some((list) => list.root === root))
    await file.write({ format: "symbolon-opt-outs/1", lists: [...lists, { root, entries }] });
  return chain.send("consentRegistry", "anchorOptOutRoot", datasetId, root);
}
