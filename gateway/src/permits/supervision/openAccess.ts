import { personIdentity, type RecordAccess, recordAccess, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { PermitContext } from "../permitContext.ts";
import { readCanonical } from "../readCanonical.ts";
import { readCase } from "../readCase.ts";
import type { SignedBody } from "../signedBody.ts";

const PersonProof = z.strictObject({ name: z.string().min(1), salt: z.string().regex(/^0x[0-9a-f]{64}$/) });

/**
 * Access to records for the person who signs, and the log's entry of it, refusals included (Regulation (EU) 2025/327 Art. 61(2), 73(1)(d), (e)). The
 * log has the account and not the name. Without the entry there is no access. Throws E1006, E3011, E3014.
 */
export async function openAccess(
  context: PermitContext,
  at: { readonly applicationHash: string; readonly country: string },
  { signer, body: text }: SignedBody,
): Promise<RecordAccess> {
  const { record, body } = await readCase(context, at.applicationHash, at.country);
  if (record.lane !== "permit")
    throw new SymbolonError("E3011", { reason: "a data request gives none (Art. 69(1))" });
  const { name, salt } = readCanonical(PersonProof, text, "person");
  const person = personIdentity(salt as `0x${string}`, { name, account: signer });
  const now = context.now();
  const log = (granted: boolean) =>
    context.database.query(
      `INSERT INTO gateway.access_log (application_hash, country, account, granted, asked_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [at.applicationHash, at.country, signer, granted, now],
    );
  let access: RecordAccess;
  try {
    access = recordAccess(record.state, person, now, body);
  } catch (error) {
    await log(false);
    throw error;
  }
  await log(true);
  return access;
}
