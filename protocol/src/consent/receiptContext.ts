/** JSON-LD context of consent receipts: DPV 2 and its EHDS extension, and this project's own terms. */
export const RECEIPT_CONTEXT = {
  "@version": 1.1,
  "@vocab": "urn:symbolon:consent#",
  dpv: "https://w3id.org/dpv#",
  "eu-ehds": "https://w3id.org/dpv/legal/eu/ehds#",
  type: "@type",
  "dpv:hasLegalBasis": { "@type": "@vocab" },
  "dpv:hasPurpose": { "@type": "@vocab" },
  "dpv:hasConsentStatus": { "@type": "@vocab" },
} as const;
