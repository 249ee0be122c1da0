import type { StorageContext } from "../storageContext.ts";

/**
 * When an order's key and ciphertext are to go, in unix seconds: `graceSeconds` after its access ends, which the chain is asked for now, so that a
 * renewal counts; without access (never finalised, or refunded after a dispute), after the deadline of its job, past which nobody can finalise it.
 * Null while the index does not know the order. Throws E6001.
 */
export async function dueAt(
  { database, chain, graceSeconds }: StorageContext,
  orderId: string,
): Promise<number | null> {
  const until = await chain.accessUntil(BigInt(orderId));
  if (until > 0n) return Number(until) + graceSeconds;
  const [order] = await database.query<{ deadline: number }>(
    `SELECT GREATEST(o.deadline, COALESCE(j.deadline, 0)) AS deadline
     FROM subgraph.order o LEFT JOIN subgraph.job j ON j.id = o.job_id WHERE o.id = $1`,
    [orderId],
  );
  return order === undefined ? null : order.deadline + graceSeconds;
}
