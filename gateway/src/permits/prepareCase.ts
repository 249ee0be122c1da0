import {
  type AccessApplication,
  type AccessBody,
  applicationSealContext,
  checkApplicant,
  type DataRequest,
  documentBytes,
  documentKeccak,
  type Hex,
  hpkeSeal,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import type { CaseRow } from "./caseStorage.ts";
import { checkRequestedData } from "./checkRequestedData.ts";
import type { PermitContext } from "./permitContext.ts";
import { requireNotExcluded } from "./requireNotExcluded.ts";

/** A checked application or request before one access body: its public row, and the whole of it sealed to that body. */
export type PreparedCase = { readonly row: CaseRow; readonly hash: Hex; readonly envelope: Hex };

/**
 * Checks an application or request as far as one country goes, and seals it. The row says of the applicant what may be public: a natural person
 * stays unnamed. Throws E1006 for another chain, E9002 for another account's, E2007, E3012, and E3015 for an
 * excluded one.
 */
export async function prepareCase(
  context: PermitContext,
  body: AccessBody,
  document: AccessApplication | DataRequest,
  signer: Hex,
): Promise<PreparedCase> {
  const { chainId } = context.deployment;
  if (document.chainId !== chainId)
    throw new SymbolonError("E1006", { document: "application", reason: `it is not for chain ${chainId}` });
  if (document.account !== signer)
    throw new SymbolonError("E9002", { reason: `the application is of ${document.account}` });
  checkApplicant(document);
  await requireNotExcluded(context, document.account);
  const { country } = body;
  const data = document.data.filter((each) => each.country === country);
  const hasEthicsDocument = "ethics" in document && document.ethics !== undefined;
  await checkRequestedData(context, body, data, hasEthicsDocument);
  const hash = documentKeccak(document);
  const { applicant, summary, purposes } = document;
  const sealed = await hpkeSeal(
    body.sealingKey,
    documentBytes(document),
    applicationSealContext(chainId, hash, country),
  );
  return {
    hash,
    envelope: toHex(sealed),
    row: {
      application_hash: hash,
      country,
      lane: document.format === "symbolon-access-application/1" ? "permit" : "request",
      account: document.account,
      applicant: applicant.applicantClass === "natural-person" ? null : applicant.legalName,
      applicant_class: applicant.applicantClass,
      title: summary.title,
      summary: summary.text,
      purposes,
      categories: [...new Set(data.flatMap(({ categories }) => categories))].sort(),
      dataset_ids: data.map(({ datasetId }) => datasetId),
      received_at: context.now(),
    },
  };
}
