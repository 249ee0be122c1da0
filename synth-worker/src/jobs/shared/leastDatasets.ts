import type { LinkedOrderSpec, PrivateOrderSpec } from "@symbolon/protocol";

/** How many of its datasets a private order needs: the others may be left out before the freeze. */
export function leastDatasets({
  leastDatasets,
  datasetIds,
}: Pick<PrivateOrderSpec | LinkedOrderSpec, "leastDatasets" | "datasetIds">): number {
  return leastDatasets ?? datasetIds.length;
}
