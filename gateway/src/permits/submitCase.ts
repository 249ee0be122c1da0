import { AccessApplication, DataRequest, type Hex, isAccelerated } from "@symbolon/protocol";
import { appendAct } from "./appendAct.ts";
import { type CaseRow, caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { prepareCase } from "./prepareCase.ts";
import { readCanonical } from "./readCanonical.ts";
import { requireAccessBody } from "./requireAccessBody.ts";
import type { SignedBody } from "./signedBody.ts";

/** What became of a submission: one case for each country it asks data of. `isNew` is false when the same was submitted before. */
export type Submission = {
  readonly applicationHash: Hex;
  readonly countries: readonly string[];
  readonly isNew: boolean;
};

/**
 * Takes an application (Art. 67) or a data request (Art. 69): checks it whole, seals it to the access body of every country it asks data of,
 * and opens a case before each (Art. 67(3)), all of them or none. The same document twice is one submission. Throws E1006, E2007, E3012,
 * E3014, E3015, E9002.
 */
export async function submitCase(
  context: PermitContext,
  lane: CaseRow["lane"],
  signed: SignedBody,
): Promise<Submission> {
  const document =
    lane === "permit"
      ? readCanonical(AccessApplication, signed.body, "access application")
      : readCanonical(DataRequest, signed.body, "data request");
  const countries = [...new Set(document.data.map(({ country }) => country))].sort();
  const cases = await Promise.all(
    countries.map(async (country) => {
      const body = await requireAccessBody(context, country);
      return prepareCase(context, body, document, signed.signer);
    }),
  );
  const storage = caseStorage(context.database);
  let isNew = false;
  await context.database.transaction(async (transaction) => {
    for (const { row, hash, envelope } of cases) {
      if (!(await storage.insertCase(transaction, row))) continue;
      isNew = true;
      await storage.insertSealed(transaction, hash, row.country, envelope);
      const act =
        lane === "permit"
          ? {
              kind: "submitted",
              applicationHash: hash,
              accelerated: isAccelerated(document),
              datasetIds: row.dataset_ids,
            }
          : { kind: "submitted", requestHash: hash, datasetIds: row.dataset_ids };
      const entry = { sequence: 0, act, by: "applicant", at: row.received_at, evidence: signed } as const;
      await appendAct(context.database, transaction, row, entry);
    }
  });
  return { applicationHash: cases[0]!.hash, countries, isNew };
}
