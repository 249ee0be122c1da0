import {
  buildCatalogueEntry,
  type CatalogueEntryInput,
  type DatasetSchema,
  digestOfDocument,
  type PrivateOrderSpec,
} from "@symbolon/protocol";

/** Schema of the test datasets. */
export const SCHEMA: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "breast cancer",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "grade", label: "Tumour grade", kind: "categorical", levels: ["1", "2", "3"] },
    { name: "event", label: "Event", kind: "categorical", levels: ["no", "yes"] },
  ],
  pairs: [["age", "grade"]],
};

/** A catalogue entry; a test names what it changes. */
export function catalogueEntry(overrides: Partial<CatalogueEntryInput> = {}) {
  return buildCatalogueEntry({
    identifier: "hospital-a:breast",
    title: "Rotterdam breast cancer cohort",
    description: "Node-positive and node-negative patients.",
    keywords: ["breast cancer", "survival"],
    publisher: { name: "Hospital A", contact: { email: "data@a.example.org" } },
    hdab: { name: "Access body", contact: { page: "https://hdab.example.org/contact" } },
    categoryCode: 11,
    purposesMask: 0b0101_0000,
    records: 2982,
    populationCoverage: "Adults, one hospital",
    legalBasis: "Consent",
    provenance: "Clinical database",
    schema: SCHEMA,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    accessUrl: "http://127.0.0.1:4000/",
    ...overrides,
  });
}

/** A private order spec that the test gateway accepts; a test names what it changes. */
export function orderSpec(
  overrides: Partial<Record<keyof PrivateOrderSpec, unknown>> = {},
): Record<string, unknown> {
  return {
    format: "symbolon-order/3",
    chainId: 31_337,
    datasetIds: ["1", "2"],
    schemaDigest: digestOfDocument(SCHEMA),
    engine: "fixed",
    rows: 3000,
    epsilon: 1,
    delta: 1e-6,
    rhoMicro: "15000",
    workload: [
      ["age", "grade"],
      ["grade", "event"],
    ],
    patients: 3670,
    mostPatients: 4095,
    purpose: 16,
    buyerKey: `0x${"ab".repeat(32)}`,
    thresholds: { maxMeanTvd1: 0.1, maxMeanTvd2: 0.2, maxMiaAuc: 0.6 },
    ...overrides,
  };
}
