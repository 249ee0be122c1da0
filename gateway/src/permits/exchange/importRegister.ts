import { digestOfBytes, type Hex, RegisterExchange, SymbolonError } from "@symbolon/protocol";
import { caseStorage } from "../caseStorage.ts";
import { HDAB_ROLE, type PermitContext } from "../permitContext.ts";
import { readCanonical } from "../readCanonical.ts";
import type { SignedBody } from "../signedBody.ts";

/** An exchange document that came from elsewhere; times in unix seconds. */
export type ImportedRegister = {
  readonly digest: Hex;
  readonly country: string;
  readonly entries: number;
  readonly made_at: number;
  readonly imported_by: string;
  readonly imported_at: number;
};

/**
 * Keeps a page of another country's register. An access body of this hub signs for it, as it comes with no signature of its own; it never becomes a
 * case here. Gives its sha256. Throws E1006 for what is no such document or of a country that decides here, E9002 for another signer.
 */
export async function importRegister(context: PermitContext, signed: SignedBody): Promise<Hex> {
  const document = readCanonical(RegisterExchange, signed.body, "register exchange");
  const bodies = await caseStorage(context.database).accessBodies();
  if (bodies.some(({ country }) => country === document.country))
    throw new SymbolonError("E1006", {
      document: "register exchange",
      reason: `the register of ${document.country} is this hub's own`,
    });
  const isBody = bodies.some(({ account }) => account === signed.signer);
  if (!isBody || !(await context.chain.hasRole(HDAB_ROLE, signed.signer)))
    throw new SymbolonError("E9002", { reason: `${signed.signer} is no access body of this hub` });
  const digest = digestOfBytes(signed.body);
  await context.database.query(
    `INSERT INTO gateway.register_import (digest, country, entries, made_at, body, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      digest,
      document.country,
      document.entries.length,
      document.madeAt,
      new TextDecoder().decode(signed.body),
      signed.signer,
      context.now(),
    ],
  );
  return digest;
}
