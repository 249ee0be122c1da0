import type { Database } from "../../database/Database.ts";

/**
 * Destroys what opens an order's wrapped key: the record's key, and the sealed record with it. From then on no copy of the database without
 * gateway.order_record_key, and nothing this hub says, opens the ciphertext. Happens once; later calls change nothing.
 */
export async function destroyKey(
  database: Database,
  orderId: string,
  due: number,
  now: number,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query("DELETE FROM gateway.order_record_key WHERE order_id = $1::numeric", [orderId]);
    await transaction.query(
      `UPDATE gateway.order_release SET sealed = NULL, destroyed_at = $2
       WHERE order_id = $1::numeric AND destroyed_at IS NULL`,
      [orderId, now],
    );
    await transaction.query(
      `UPDATE gateway.order_retention SET due_at = $2, key_destroyed_at = $3
       WHERE order_id = $1::numeric AND key_destroyed_at IS NULL`,
      [orderId, due, now],
    );
  });
}
