import {
  AccessApplication,
  applyAct,
  isAccelerated,
  type ProceedingAct,
  SymbolonError,
} from "@symbolon/protocol";
import { appendAct } from "./appendAct.ts";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { prepareCase } from "./prepareCase.ts";
import { readCanonical } from "./readCanonical.ts";
import { readCase } from "./readCase.ts";
import { requireSequence } from "./requireSequence.ts";
import type { SignedBody } from "./signedBody.ts";

/**
 * Takes the completed application of a case that was returned as incomplete (Art. 68(4)). Other countries' cases stay with the application
 * they have. Gives the number of the next act. Throws E1006, E2007, E3010, E3012, E3013, E3014, E3015, E9002.
 */
export async function completeCase(
  context: PermitContext,
  at: { readonly applicationHash: string; readonly country: string; readonly sequence: number },
  signed: SignedBody,
): Promise<number> {
  const { record, body } = await readCase(context, at.applicationHash, at.country);
  requireSequence(record, at.sequence);
  const document = readCanonical(AccessApplication, signed.body, "access application");
  if (record.lane !== "permit" || document.account !== record.row.account)
    throw new SymbolonError("E9002", { reason: "it is not an application of who applied here" });
  const { row, hash, envelope } = await prepareCase(context, body, document, signed.signer);
  if (row.dataset_ids.length === 0)
    throw new SymbolonError("E3010", { step: "completed", reason: `it asks for no data of ${body.country}` });
  const act: ProceedingAct = {
    kind: "completed",
    applicationHash: hash,
    accelerated: isAccelerated(document),
    datasetIds: row.dataset_ids,
  };
  const now = Math.max(context.now(), record.state.lastActAt);
  applyAct(record.state, { act, by: "applicant", at: now }, body);
  await context.database.transaction(async (transaction) => {
    await caseStorage(context.database).insertSealed(transaction, hash, body.country, envelope);
    const entry = { sequence: at.sequence, act, by: "applicant", at: now, evidence: signed } as const;
    await appendAct(context.database, transaction, record.row, entry);
  });
  return at.sequence + 1;
}
