import { type DatasetSchema, digestOfDocument } from "@symbolon/protocol";
import type { DatasetSummary } from "../../../data/gateway/types.ts";

/** A schema of numbers and categories, a time and an event among them. */
export const sampleSchema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "sample",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60, 91] },
    { name: "days", label: "Days to relapse", kind: "numeric", unit: "days", edges: [0, 365, 1826, 3650] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2", "3"] },
    { name: "event", label: "Relapse", kind: "categorical", levels: ["no", "yes"] },
  ],
  pairs: [["age", "grade"]],
};

/** The same patients with tables over time and pictures. */
export const wholeSchema: DatasetSchema = {
  ...sampleSchema,
  related: { standard: "OMOP-CDM-5.4", tables: ["visit_occurrence", "measurement"], mostRows: 50 },
  images: {
    shows: "handwritten digits",
    modality: "OT",
    size: 8,
    channels: 1,
    window: { low: 0, high: 16, unit: "ink" },
    classes: ["0", "1", "2"],
    mostPerPatient: 10,
  },
};

/** A dataset that is listed, has patients and budget, and offers private files alone, unless `change` says otherwise. */
export function sampleDataset(id: string, change: Partial<DatasetSummary> = {}): DatasetSummary {
  const schema = change.schema ?? sampleSchema;
  return {
    id,
    provider: "0x00000000000000000000000000000000000000b1",
    status: "LISTED",
    lane: "COMMERCIAL",
    title: `Dataset ${id}`,
    description: "",
    records: 1000,
    categoryCode: 0,
    purposesMask: 0b11110000,
    licence: null,
    priceWei: 1n,
    rowPriceWei: 0n,
    renewalBps: 0,
    schema,
    schemaDigest: digestOfDocument(schema),
    offersHighFidelity: false,
    offersLinkage: false,
    population: null,
    lastRelease: null,
    budget: { capMicro: 500_000n, reservedMicro: 0n, spentMicro: 0n, availableMicro: 500_000n },
    ...change,
  };
}
