import { qualityLabel, SymbolonError } from "@symbolon/protocol";
import { entryDescription } from "../../catalogue/entryDescription.ts";
import { sendJson } from "../../http/sendJson.ts";
import { loadEntry } from "./loadEntry.ts";
import type { RestCall } from "./restRoute.ts";

const SECONDS_PER_DAY = 86_400;

/**
 * GET /catalogue/ID/label.json: the quality and utility label (Art. 78) as far as it can be computed here: from the entry, and the mean time
 * from order to data from the settled orders on chain. E2007 for an unknown dataset, E5001 while its entry is not fetched.
 */
export async function getCatalogueLabel({ gateway, response, params }: RestCall): Promise<void> {
  const [datasetId = ""] = params;
  const { dataset, entry } = await loadEntry(gateway, datasetId);
  if (entry === null) throw new SymbolonError("E5001", { cid: dataset.catalogue_digest });
  const [row] = await gateway.database.query<{ seconds: number | null }>(
    `SELECT avg(settled_at - placed_at)::double precision AS seconds FROM subgraph.order
     WHERE $1 = ANY(datasets) AND settled_at IS NOT NULL`,
    [datasetId],
  );
  const seconds = row?.seconds ?? null;
  const measured = seconds === null ? {} : { permitToDataDays: seconds / SECONDS_PER_DAY };
  sendJson(response, 200, qualityLabel(entryDescription(entry), measured), { "Cache-Control": "no-cache" });
}
