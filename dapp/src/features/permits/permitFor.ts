import {
  type AccessApplication,
  type AccessBody,
  type Hex,
  PERMIT_CONTEXT,
  PermitDocument,
  type Proceeding,
  parseDocument,
  personIdentity,
  SymbolonError,
} from "@symbolon/protocol";
import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";

/** What the access body decides beyond what was applied for; days are unix seconds. */
export type PermitTerms = {
  readonly specification: string;
  readonly characteristics: string;
  readonly conditions: readonly string[];
  readonly validFrom: number;
  readonly validUntil: number;
  /** One for each person, 32 random bytes: who has it and the name can prove who is meant. */
  readonly salts: readonly Hex[];
};

/**
 * The permit document of a case (Regulation (EU) 2025/327 Art. 68(10)): what was applied for in this country, as it was found, under the access body's
 * terms. Persons stand in it as salted commitments. A natural person who applies is not named. Throws E1006 for terms that make no permit, E3010
 * before a quote.
 */
export function permitFor(
  entry: Pick<RegisterEntry, "applicationHash" | "applicant">,
  state: Proceeding,
  body: AccessBody,
  application: AccessApplication,
  names: readonly string[],
  terms: PermitTerms,
): PermitDocument {
  const { applicationHash, applicant } = entry;
  const { chainId, country, account, name } = body;
  const { quote, datasetIds } = state;
  if (quote === null) throw new SymbolonError("E3010", { step: "issued", reason: "there is no quote" });
  const holder = applicant ?? "A natural person";
  const data = application.data.filter((asked) => datasetIds.includes(asked.datasetId));
  const { dataFormat, optOutException, environment } = application;
  return parseDocument(
    PermitDocument,
    {
      "@context": PERMIT_CONTEXT,
      type: "eu-ehds:DataPermit",
      id: `urn:symbolon:permit:${chainId}:${applicationHash}:${country}:v1`,
      format: "symbolon-data-permit/1",
      applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
      applicationHash: state.applicationHash,
      version: 1,
      previous: null,
      issuer: { account, name, country },
      holder: { account: application.account, legalName: holder },
      data: {
        datasetIds: [...datasetIds].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)),
        categories: [...new Set(data.flatMap(({ categories }) => categories))].sort(),
        specification: terms.specification,
        sources: [...new Set(data.map(({ sources }) => sources))].join("; "),
        format:
          dataFormat.kind === "anonymised"
            ? { kind: "anonymised" }
            : { kind: "pseudonymised", justification: dataFormat.justification },
      },
      purpose: { codes: application.purposes, description: application.use.explanation },
      optOutException: {
        applied: optOutException !== undefined,
        reason: optOutException?.justification ?? "Not asked for",
      },
      authorisedPersons: application.persons.map(({ role, account: own }, i) => ({
        role,
        identity: personIdentity(terms.salts[i]!, { name: names[i]!, account: own }),
      })),
      duration: { validFrom: terms.validFrom, validUntil: terms.validUntil },
      environment: { characteristics: terms.characteristics, tools: environment.tools },
      fees: { quoteHash: quote.hash, currency: "EUR", totalCents: quote.totalCents.toString() },
      conditions: terms.conditions,
      roles: [{ phase: "Use of the data under the permit", controller: holder, processor: name }],
    },
    "permit",
  );
}
