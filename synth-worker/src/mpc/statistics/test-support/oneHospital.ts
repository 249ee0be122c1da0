import type { StatisticsOrderSpec } from "@symbolon/protocol";

/** An aggregate over one hospital, which no order that is parsed allows: to compare with fits of one table. */
export function oneHospital(spec: StatisticsOrderSpec): StatisticsOrderSpec {
  if (spec.release.kind !== "aggregate") throw new Error("a private order may have one hospital as it is");
  return { ...spec, datasetIds: ["1"], release: { ...spec.release, minHospitals: 1 } };
}
