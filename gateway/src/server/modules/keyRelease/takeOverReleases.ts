import { KeyRelease, parseDocument } from "@symbolon/protocol";
import type { Database } from "../../../database/Database.ts";
import { keyReleaseStorage } from "./keyReleaseStorage.ts";

/** Any number, the same in every replica (PostgreSQL, "Advisory Locks"); that of migrations is another one. */
const LOCK = 7_305_302;

/**
 * Moves key releases of the first version, which kept them unsealed in `gateway.key_release`, to where they are kept now, and drops that table: all
 * or nothing, once. Each gets the entry `handed-over` in the key log, dated now, when it was first logged. A step of SQL alone cannot
 * seal them. Gives how many there were. Throws E1006 for a row that is no release.
 */
export function takeOverReleases(database: Database, chainId: number, now: number): Promise<number> {
  return database.transaction(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock($1::bigint)", [LOCK]);
    const [table] = await transaction.query<{ found: boolean }>(
      "SELECT to_regclass('gateway.key_release') IS NOT NULL AS found",
    );
    if (table?.found !== true) return 0;
    const rows = await transaction.query<{ lead: `0x${string}`; body: string }>(
      "SELECT lead, body FROM gateway.key_release ORDER BY order_id",
    );
    const releases = keyReleaseStorage(
      {
        ...database,
        query: (sql, params) => transaction.query(sql, params),
        transaction: (work) => work(transaction),
      },
      chainId,
    );
    for (const { lead, body } of rows)
      await releases.put(parseDocument(KeyRelease, JSON.parse(body), "key release"), lead, now);
    await transaction.query("DROP TABLE gateway.key_release");
    return rows.length;
  });
}
