import { type AccessBody, SymbolonError } from "@symbolon/protocol";
import { type CaseRecord, caseRecord } from "./caseRecord.ts";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { requireAccessBody } from "./requireAccessBody.ts";

/** A case and its access body as they are now. Throws E3014 for an unknown one. */
export async function readCase(
  context: PermitContext,
  applicationHash: string,
  country: string,
): Promise<{ readonly record: CaseRecord; readonly body: AccessBody }> {
  const storage = caseStorage(context.database);
  const row = await storage.find(applicationHash, country);
  if (row === null) throw new SymbolonError("E3014", { what: `case ${applicationHash}/${country}` });
  const [body, acts] = await Promise.all([requireAccessBody(context, country), storage.acts([row])]);
  return { record: caseRecord(row, acts, body), body };
}
