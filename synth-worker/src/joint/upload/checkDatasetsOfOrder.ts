import {
  type Hex,
  type OrderSpec,
  type OrderTerms,
  SymbolonError,
  schemaOfDataset,
} from "@symbolon/protocol";

/** What the DatasetRegistry says of a dataset now. */
export type DatasetNow = {
  readonly version: bigint;
  readonly purposesMask: number;
  readonly schemaDigest: Hex;
};

/**
 * Checks an order's datasets, in the order's sequence, as the registry has them now: still the version that was sold, of the schema that the spec gives it, for its
 * purpose, and none of the buyer's own. Throws E4006, E3003 for the purpose.
 */
export function checkDatasetsOfOrder(
  datasets: readonly DatasetNow[],
  order: { readonly orderId: bigint; readonly terms: OrderTerms; readonly spec: OrderSpec },
): void {
  const { orderId, terms, spec } = order;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E4006", { orderId, reason });
  };
  for (const [i, dataset] of datasets.entries()) {
    const datasetId = terms.datasetIds[i]!;
    if (dataset.version !== terms.versions[i])
      refuse(
        `dataset ${datasetId} has version ${dataset.version} now, version ${terms.versions[i]} was sold`,
      );
    if ((dataset.purposesMask & spec.purpose) === 0)
      throw new SymbolonError("E3003", { datasetId, purpose: spec.purpose });
    if (dataset.schemaDigest !== schemaOfDataset(spec, datasetId))
      refuse(`dataset ${datasetId} has another schema`);
    if (terms.providers[i] === terms.buyer) refuse(`the buyer provides dataset ${datasetId}`);
  }
}
