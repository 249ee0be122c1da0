/** JSON-LD context of label documents: W3C Data Quality Vocabulary and Web Annotation terms, and this project's own. */
export const LABEL_CONTEXT = {
  "@version": 1.1,
  "@vocab": "urn:symbolon:label#",
  dqv: "http://www.w3.org/ns/dqv#",
  oa: "http://www.w3.org/ns/oa#",
  dct: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  id: "@id",
  type: "@type",
  motivatedBy: { "@id": "oa:motivatedBy", "@type": "@id" },
  dataset: { "@id": "oa:hasTarget", "@type": "@id" },
  issued: { "@id": "dct:issued", "@type": "xsd:dateTime" },
  applicableLegislation: { "@id": "http://data.europa.eu/r5r/applicableLegislation", "@type": "@id" },
} as const;
