import type { Hex } from "@symbolon/protocol";
import type { Queryable } from "../../database/Database.ts";

/** Takes up one document that for good: content that an order claims as well is not removed with the order any more. */
export async function registerDocument(
  database: Queryable,
  cid: string,
  digest: Hex,
  now: number,
): Promise<void> {
  await database.query(
    `INSERT INTO gateway.stored_content (cid, digest, kind, registered_at) VALUES ($1, $2, 'document', $3)
     ON CONFLICT (cid) DO UPDATE SET digest = excluded.digest, kind = 'document', ending = false`,
    [cid, digest, now],
  );
}
