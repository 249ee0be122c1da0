import { type Actor, canonicalJson, SymbolonError } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";
import { type CaseRow, caseStorage } from "./caseStorage.ts";
import type { SignedBody } from "./signedBody.ts";

/**
 * Writes an act under its number; `evidence` is null for the hub's own. Throws E3013 when the number was taken meanwhile, which undoes the
 * transaction.
 */
export async function appendAct(
  database: Database,
  transaction: Queryable,
  row: CaseRow,
  entry: {
    readonly sequence: number;
    readonly act: { readonly kind: string };
    readonly by: Actor;
    readonly at: number;
    readonly evidence: SignedBody | null;
  },
): Promise<void> {
  const { sequence, act, by, at, evidence } = entry;
  const written = await caseStorage(database).insertAct(transaction, {
    application_hash: row.application_hash,
    country: row.country,
    sequence,
    kind: act.kind,
    actor: by,
    signer: evidence?.signer ?? null,
    acted_at: at,
    body: canonicalJson(act),
    expires: evidence?.expires ?? null,
    signature: evidence?.signature ?? null,
  });
  if (!written) throw new SymbolonError("E3013", { current: sequence + 1, given: sequence });
}
