import {
  type CatalogueDocument,
  canonicalJson,
  cidOfDigest,
  type DatasetSchema,
  digestOfDocument,
  type Hex,
  SymbolonError,
} from "@symbolon/protocol";
import { restRequest } from "./restRequest.ts";

/**
 * Has the gateway check and pin a dataset's schema and catalogue entry, and gives their digests, which are computed here. Throws E5002 when it pinned other
 * bytes, E1006 when it refuses one, E6004 without connection.
 */
export async function pinListing(
  schema: DatasetSchema,
  entry: CatalogueDocument,
): Promise<{ readonly schemaDigest: Hex; readonly catalogueDigest: Hex }> {
  const schemaDigest = digestOfDocument(schema);
  const catalogueDigest = digestOfDocument(entry);
  const post = (path: string, document: unknown, type: string) =>
    restRequest(path, {
      method: "POST",
      headers: { "content-type": type },
      body: canonicalJson(document),
    });
  const [pinned, imported] = (await Promise.all([
    post("/catalogue/schema", schema, "application/json"),
    post("/catalogue/import", entry, "application/ld+json"),
  ])) as [{ digest?: string }, { datasets?: { digest?: string }[] }];
  if (pinned.digest !== schemaDigest) throw new SymbolonError("E5002", { cid: cidOfDigest(schemaDigest) });
  if (imported.datasets?.[0]?.digest !== catalogueDigest)
    throw new SymbolonError("E5002", { cid: cidOfDigest(catalogueDigest) });
  return { schemaDigest, catalogueDigest };
}
