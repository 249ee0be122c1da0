import { PERMIT_CONTEXT, PermitDocument } from "@symbolon/protocol";

export const HASH = `0x${"11".repeat(32)}` as const;
export const ACCOUNT = `0x${"b1".repeat(20)}` as const;

/** The first version of a permit, from 1900000000 to 1950000000. */
export const FIRST = PermitDocument.parse({
  "@context": PERMIT_CONTEXT,
  type: "eu-ehds:DataPermit",
  id: `urn:symbolon:permit:31337:${HASH}:FI:v1`,
  format: "symbolon-data-permit/1",
  applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
  applicationHash: HASH,
  version: 1,
  previous: null,
  issuer: { account: ACCOUNT, name: "demo HDAB Finland", country: "FI" },
  holder: { account: `0x${"a1".repeat(20)}`, legalName: "Example University" },
  data: {
    datasetIds: ["1", "2"],
    categories: ["a"],
    specification: "Adults",
    sources: "Hospital records",
    format: { kind: "anonymised" },
  },
  purpose: { codes: ["SCIENTIFIC_RESEARCH"], description: "Survival models" },
  optOutException: { applied: false, reason: "Not asked for" },
  authorisedPersons: [{ role: "principal-investigator", identity: HASH }],
  duration: { validFrom: 1_900_000_000, validUntil: 1_950_000_000 },
  environment: { characteristics: "No network", tools: "R" },
  fees: { quoteHash: HASH, currency: "EUR", totalCents: "100" },
  conditions: [],
  roles: [{ phase: "analysis", controller: "Example University", processor: null }],
});
