import type { Queryable } from "../../database/Database.ts";
import { parseCid } from "../../ipfs/parseCid.ts";

/**
 * Notes that an order needs a content, from now until the order's time is over (see dueAt): it is then kept at as many back ends as the settings
 * say. Content that another order's end was about to remove stays. Throws E9009 for what is no CID.
 */
export async function claimContent(
  transaction: Queryable,
  orderId: string,
  cid: string,
  now: number,
): Promise<void> {
  // One content has many spellings; claims on it must meet.
  const name = parseCid(cid).toString();
  await transaction.query(
    `INSERT INTO gateway.stored_content (cid, kind, registered_at) VALUES ($1, 'order', $2)
     ON CONFLICT (cid) DO UPDATE SET ending = false, next_look_at = 0`,
    [name, now],
  );
  await transaction.query(
    "INSERT INTO gateway.order_content (order_id, cid) VALUES ($1::numeric, $2) ON CONFLICT DO NOTHING",
    [orderId, name],
  );
  await transaction.query(
    "INSERT INTO gateway.order_retention (order_id) VALUES ($1::numeric) ON CONFLICT DO NOTHING",
    [orderId],
  );
}
