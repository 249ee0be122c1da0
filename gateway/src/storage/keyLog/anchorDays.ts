import { type Hex, keyLogAnchorData } from "@symbolon/protocol";
import type { HubAccount } from "../../adapters/hubAccount.ts";
import type { Database } from "../../database/Database.ts";

/** Blocks on top of an anchor after which it is taken for final. */
const CONFIRMATIONS = 12;

type AnchorRow = { readonly hash: Hex; readonly day: string; readonly raw: Hex; readonly nonce: number };

/**
 * Brings the newest closed day on chain, and with it all before it, which it names. One anchor at a time: the signed transaction is written
 * down before it is sent, so a kill in between sends the same one again, not a second. One whose number another transaction of the account
 * took is given up. Gives the day that is anchored for good by this call, or null. Throws E6001 and E6003.
 */
export async function anchorDays(
  database: Database,
  hub: HubAccount,
  now: () => number,
  confirmations = CONFIRMATIONS,
): Promise<string | null> {
  const [open] = await database.query<AnchorRow>(
    "SELECT hash, day, raw, nonce FROM gateway.key_log_anchor WHERE block_number IS NULL ORDER BY sent_at LIMIT 1",
  );
  if (open !== undefined) {
    // The number is asked for first: a transaction that goes into a block in between then still counts as open.
    const used = await hub.nonce();
    const outcome = await hub.outcome(open.hash);
    if (outcome !== null) {
      if (outcome.confirmations < confirmations) return null;
      await database.transaction(async (transaction) => {
        await transaction.query("UPDATE gateway.key_log_anchor SET block_number = $2 WHERE hash = $1", [
          open.hash,
          outcome.blockNumber,
        ]);
        await transaction.query(
          "UPDATE gateway.key_log_day SET anchor_hash = $2 WHERE day <= $1 AND anchor_hash IS NULL",
          [open.day, open.hash],
        );
      });
      return open.day;
    }
    if (used <= open.nonce) {
      await hub.broadcast(open.raw);
      return null;
    }
    await database.query("DELETE FROM gateway.key_log_anchor WHERE hash = $1", [open.hash]);
  }
  const [newest] = await database.query<{ day: string; digest: Hex }>(
    "SELECT day, digest FROM gateway.key_log_day WHERE anchor_hash IS NULL ORDER BY day DESC LIMIT 1",
  );
  if (newest === undefined) return null;
  const { hash, raw, nonce } = await hub.prepare(keyLogAnchorData(newest.digest));
  await database.query(
    "INSERT INTO gateway.key_log_anchor (hash, day, raw, nonce, sent_at) VALUES ($1, $2, $3, $4, $5)",
    [hash, newest.day, raw, nonce, now()],
  );
  await hub.broadcast(raw);
  return null;
}
