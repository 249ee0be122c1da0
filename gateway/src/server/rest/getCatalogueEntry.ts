import type { CatalogueDocument } from "@symbolon/protocol";
import { documentBytes, SymbolonError } from "@symbolon/protocol";
import { datasetStorage } from "../modules/dataset/datasetStorage.ts";
import type { RestCall } from "./restRoute.ts";

/**
 * GET /catalogue/ID.jsonld: the HealthDCAT-AP entry exactly as pinned, so that its sha256 is the digest on chain (also the ETag). E2007 for an
 * unknown dataset, E5001 while its entry is not fetched.
 */
export async function getCatalogueEntry({ gateway, request, response, params }: RestCall): Promise<void> {
  const datasetId = params[0]!;
  const [dataset] = await datasetStorage(gateway.database).byIds([datasetId]);
  if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
  const digest = dataset.catalogue_digest;
  const document = (await gateway.documents.load("catalogue", [digest])).get(digest) as
    | CatalogueDocument
    | undefined;
  if (document === undefined) throw new SymbolonError("E5001", { cid: digest });
  const etag = `"${digest}"`;
  const headers = { "Content-Type": "application/ld+json", "Cache-Control": "no-cache", ETag: etag };
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = documentBytes(document);
  response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body);
}
