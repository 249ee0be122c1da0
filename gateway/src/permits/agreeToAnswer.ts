import { applyAct, DataRequest, type Hex, type ProceedingAct, SymbolonError } from "@symbolon/protocol";
import { appendAct } from "./appendAct.ts";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { prepareCase } from "./prepareCase.ts";
import { readCanonical } from "./readCanonical.ts";
import { readCase } from "./readCase.ts";
import { requireSequence } from "./requireSequence.ts";
import type { SignedBody } from "./signedBody.ts";

/**
 * The applicant agrees to a statistical answer instead of a permit (Art. 68(3)) by handing in the data request for it. The application ends
 * here, and the request is a case of its own before the same access body, for no data but those of the application. Gives the request's
 * hash. Throws E1006, E2007, E3010, E3012, E3013, E3014, E9002.
 */
export async function agreeToAnswer(
  context: PermitContext,
  at: { readonly applicationHash: string; readonly country: string; readonly sequence: number },
  signed: SignedBody,
): Promise<Hex> {
  const { record, body } = await readCase(context, at.applicationHash, at.country);
  requireSequence(record, at.sequence);
  const document = readCanonical(DataRequest, signed.body, "data request");
  if (record.lane !== "permit" || document.account !== record.row.account)
    throw new SymbolonError("E9002", { reason: "it is not a request of who applied here" });
  const { row, hash, envelope } = await prepareCase(context, body, document, signed.signer);
  const foreign = document.data.find(
    ({ datasetId, country }) => country !== body.country || !record.row.dataset_ids.includes(datasetId),
  );
  if (foreign !== undefined)
    throw new SymbolonError("E3010", {
      step: "answer-agreed",
      reason: `dataset ${foreign.datasetId} is not asked for in this case`,
    });
  const act: ProceedingAct = { kind: "answer-agreed", requestHash: hash };
  const now = Math.max(context.now(), record.state.lastActAt);
  applyAct(record.state, { act, by: "applicant", at: now }, body);
  const storage = caseStorage(context.database);
  await context.database.transaction(async (transaction) => {
    const entry = { sequence: at.sequence, act, by: "applicant", at: now, evidence: signed } as const;
    await appendAct(context.database, transaction, record.row, entry);
    if (!(await storage.insertCase(transaction, row)))
      throw new SymbolonError("E3010", {
        step: "answer-agreed",
        reason: "this request was submitted before",
      });
    await storage.insertSealed(transaction, hash, body.country, envelope);
    const submitted = { kind: "submitted", requestHash: hash, datasetIds: row.dataset_ids };
    await appendAct(context.database, transaction, row, { ...entry, sequence: 0, act: submitted });
  });
  return hash;
}
