/**
 * JSON-LD context of permit documents. `ehds` are this project's own terms, because the published DPV terms for the EHDS cite the proposal of
 * 2022; `dpv` and `eu-ehds` are DPV's (https://w3id.org/dpv).
 */
export const PERMIT_CONTEXT = {
  "@version": 1.1,
  "@vocab": "urn:symbolon:ehds#",
  ehds: "urn:symbolon:ehds#",
  dpv: "https://w3id.org/dpv#",
  "eu-ehds": "https://w3id.org/dpv/legal/eu/ehds#",
  dct: "http://purl.org/dc/terms/",
  id: "@id",
  type: "@type",
  applicableLegislation: { "@id": "http://data.europa.eu/r5r/applicableLegislation", "@type": "@id" },
} as const;
