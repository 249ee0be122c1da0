/** Properties that several kinds of node have; a shape may say that one is needed. */
export const SHARED_PROPERTIES = {
  applicableLegislation: {
    key: "applicableLegislation",
    name: "dcatap:applicableLegislation",
    value: "iri",
    needed: "MMM",
    rdfClass: "eli:LegalResource",
    includes: "http://data.europa.eu/eli/reg/2025/327/oj",
  },
  title: { key: "title", name: "dct:title", value: "text", needed: "OOO" },
  description: { key: "description", name: "dct:description", value: "text", needed: "OOO" },
} as const;
