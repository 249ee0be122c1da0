import {
  entryDescription,
  type Hex,
  labelDocument,
  qualityLabel,
  SymbolonError,
  signedLabel,
} from "@symbolon/protocol";
import { sendJson } from "../../http/sendJson.ts";
import { proved } from "../proved.ts";
import { loadEntry } from "./loadEntry.ts";
import type { RestCall } from "./restRoute.ts";

const SECONDS_PER_DAY = 86_400;

/**
 * GET /catalogue/ID/label.json: the quality and utility label (Art. 78) as far as it can be computed here: from the entry, and the mean time
 * from order to data from the settled orders on chain; as JSON-LD, signed where the hub has an account. E2007 for an unknown dataset, E5001 while its entry is not fetched.
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
  const label = labelDocument(qualityLabel(entryDescription(entry), measured), {
    chainId: gateway.deployment.chainId,
    datasetId,
    catalogueDigest: dataset.catalogue_digest as Hex,
    issuedAt: gateway.now(),
  });
  const signed = await proved(gateway, label, signedLabel(label, gateway.deployment));
  sendJson(response, 200, signed, { "Content-Type": "application/ld+json", "Cache-Control": "no-cache" });
}
