import { canonicalJson, KeyRelease, parseDocument } from "@symbolon/protocol";
import type { Database } from "../../../database/Database.ts";

/** Key releases by order, at most one each. */
export type KeyReleaseStorage = {
  /**
   * Keeps the first release of an order's lead. "stored" and "same" are success; "different" means the first one of this lead stands. A
   * release of a lead that lost the job is replaced.
   */
  put(release: KeyRelease, lead: string, now: number): Promise<"stored" | "same" | "different">;
  get(orderId: bigint): Promise<KeyRelease | null>;
};

/** KeyReleaseStorage over the table gateway.key_release; `now` is unix seconds. */
export function keyReleaseStorage(database: Database): KeyReleaseStorage {
  return {
    async put(release, lead, now) {
      const body = canonicalJson(release);
      // One statement, so that two requests at once cannot both be first.
      const written = await database.query(
        `INSERT INTO gateway.key_release (order_id, lead, body, received_at) VALUES ($1::numeric, $2, $3, $4)
         ON CONFLICT (order_id) DO UPDATE SET lead = excluded.lead, body = excluded.body, received_at = excluded.received_at
         WHERE gateway.key_release.lead <> excluded.lead
         RETURNING order_id`,
        [release.orderId, lead, body, now],
      );
      if (written.length === 1) return "stored";
      const [kept] = await database.query<{ body: string }>(
        "SELECT body FROM gateway.key_release WHERE order_id = $1::numeric",
        [release.orderId],
      );
      return kept?.body === body ? "same" : "different";
    },
    async get(orderId) {
      const [row] = await database.query<{ body: string }>(
        "SELECT body FROM gateway.key_release WHERE order_id = $1::numeric",
        [orderId.toString()],
      );
      return row === undefined ? null : parseDocument(KeyRelease, JSON.parse(row.body), "key release");
    },
  };
}
