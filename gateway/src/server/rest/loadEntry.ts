import { type CatalogueDocument, SymbolonError } from "@symbolon/protocol";
import type { GatewayContext } from "../gatewayContext.ts";
import { type DatasetRow, datasetStorage } from "../modules/dataset/datasetStorage.ts";

/** A dataset with its entry, null while that is not fetched. Throws E2007 for an unknown dataset. */
export async function loadEntry(
  { database, documents }: GatewayContext,
  datasetId: string,
): Promise<{ readonly dataset: DatasetRow; readonly entry: CatalogueDocument | null }> {
  const [dataset] = await datasetStorage(database).byIds([datasetId]);
  if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
  const digest = dataset.catalogue_digest;
  const found = (await documents.load("catalogue", [digest])).get(digest) as CatalogueDocument | undefined;
  return { dataset, entry: found ?? null };
}
