import { cidOfDigest, type Hex } from "@symbolon/protocol";
import type { Queryable } from "../../database/Database.ts";
import { registerDocument } from "./registerDocument.ts";

const NAMED = `
SELECT named.digest FROM (
  SELECT digest FROM gateway.document WHERE body IS NOT NULL
  UNION SELECT model_digest FROM subgraph.job WHERE model_digest IS NOT NULL
) AS named LEFT JOIN gateway.stored_content c ON c.digest = named.digest AND c.kind = 'document'
WHERE c.cid IS NULL LIMIT $1`;

/**
 * Takes up public documents that the chain names: catalogue entries, schemas, specs, models, manifests, certificates. They have no end, so
 * content that an order claims as well is never removed with the order. Gives how many were new, at most `limit`.
 */
export async function registerDocuments(database: Queryable, now: number, limit = 500): Promise<number> {
  const named = await database.query<{ digest: Hex }>(NAMED, [limit]);
  for (const { digest } of named) await registerDocument(database, cidOfDigest(digest), digest, now);
  return named.length;
}
