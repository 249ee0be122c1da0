import type { CatalogueDocument } from "@symbolon/protocol";
import type { ListedEntry } from "../../catalogue/cataloguePage.ts";
import { declarationStorage } from "../../permits/holders/declarationStorage.ts";
import type { GatewayContext } from "../gatewayContext.ts";
import type { DatasetRow } from "../modules/dataset/datasetStorage.ts";

/** Rows whose entry is fetched, with it and with what is declared of them. */
export async function loadListed(
  { database, documents }: GatewayContext,
  rows: readonly DatasetRow[],
): Promise<ListedEntry[]> {
  const entries = await documents.load(
    "catalogue",
    rows.map((row) => row.catalogue_digest),
  );
  const inLane = rows.filter(({ lane }) => lane === "EHDS").map(({ id }) => id);
  const kept = inLane.length === 0 ? [] : await declarationStorage(database).of(inLane);
  const declarations = new Map(kept.map(({ declaration }) => [declaration.datasetId, declaration]));
  return rows.flatMap((row) => {
    const entry = entries.get(row.catalogue_digest) as CatalogueDocument | undefined;
    return entry === undefined ? [] : [{ row, entry, declaration: declarations.get(row.id) ?? null }];
  });
}
