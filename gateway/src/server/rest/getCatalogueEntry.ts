import { documentBytes, SymbolonError, summariseCatalogueEntry } from "@symbolon/protocol";
import { tombstone } from "../../catalogue/tombstone.ts";
import { declarationStorage } from "../../permits/holders/declarationStorage.ts";
import { chooseRepresentation } from "./chooseRepresentation.ts";
import { loadEntry } from "./loadEntry.ts";
import { publicUrl } from "./publicUrl.ts";
import type { RestCall } from "./restRoute.ts";
import { sendRdf } from "./sendRdf.ts";

/**
 * GET /catalogue/ID, or with .jsonld, .ttl or .html: the HealthDCAT-AP entry of a dataset. JSON-LD comes exactly as pinned, so that its sha256 is
 * the digest on chain (also the ETag). What the holder of an EHDS dataset declares beside it is linked as `describedby`. A retired dataset answers 410 with its tombstone in the same forms. E2007 for an unknown dataset, E5001
 * while its entry is not fetched, E9020 (406) where the entry is not there in an acceptable form.
 */
export async function getCatalogueEntry(call: RestCall): Promise<void> {
  const { gateway, request, params } = call;
  const [datasetId = "", suffix] = params;
  const type = chooseRepresentation(request, suffix);
  const { dataset, entry } = await loadEntry(gateway, datasetId);
  const digest = dataset.catalogue_digest;
  const baseUrl = publicUrl(gateway, request);
  const url = `${baseUrl}/catalogue/${datasetId}`;
  const title = entry === null ? `Dataset ${datasetId}` : summariseCatalogueEntry(entry).title;
  if (dataset.status === "RETIRED") {
    const node = tombstone(baseUrl, dataset, entry);
    sendRdf(call, { status: 410, type, url, title: `${title} (withdrawn)`, node });
    return;
  }
  if (entry === null) throw new SymbolonError("E5001", { cid: digest });
  const isDeclared =
    dataset.lane === "EHDS" && (await declarationStorage(gateway.database).of([datasetId])).length > 0;
  sendRdf(call, {
    ...{ status: 200, type, url, title, node: entry, bytes: documentBytes(entry), etag: digest },
    describedBy: isDeclared ? `${baseUrl}/ehds/datasets/${datasetId}` : null,
  });
}
