import type { CatalogueDocument } from "@symbolon/protocol";
import type { ListedEntry } from "../../catalogue/cataloguePage.ts";
import type { GatewayContext } from "../gatewayContext.ts";
import type { DatasetRow } from "../modules/dataset/datasetStorage.ts";

/** Rows whose entry is fetched, with it. */
export async function loadListed(
  { documents }: GatewayContext,
  rows: readonly DatasetRow[],
): Promise<ListedEntry[]> {
  const entries = await documents.load(
    "catalogue",
    rows.map((row) => row.catalogue_digest),
  );
  return rows.flatMap((row) => {
    const entry = entries.get(row.catalogue_digest) as CatalogueDocument | undefined;
    return entry === undefined ? [] : [{ row, entry }];
  });
}
