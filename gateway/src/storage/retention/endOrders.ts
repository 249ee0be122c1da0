import type { StorageContext } from "../storageContext.ts";
import { beginEnd } from "./beginEnd.ts";
import { completeEnd } from "./completeEnd.ts";

const RETRY_SECONDS = 60;

/** What one round did; `overdue` are orders whose key is destroyed and whose end is not complete. */
export type RetentionRound = { readonly ended: number; readonly overdue: number };

/**
 * Ends every order whose time is over: keys and pins first, then garbage once at every back end, then the receipts. An order that cannot be ended
 * now is logged, tried again a minute later, and does not keep the others. Throws what the database throws.
 */
export async function endOrders(context: StorageContext, limit = 100): Promise<RetentionRound> {
  const { database } = context;
  const due = await database.query<{ order_id: string }>(
    `SELECT order_id FROM gateway.order_retention WHERE completed_at IS NULL AND next_look_at <= $1
     ORDER BY next_look_at, order_id LIMIT $2`,
    [context.now(), limit],
  );
  for (const { order_id } of due) await attempt(context, order_id, () => beginEnd(context, order_id));
  const ready = await database.query<{ order_id: string; receipt: string }>(
    "SELECT order_id, receipt FROM gateway.order_retention WHERE receipt IS NOT NULL AND completed_at IS NULL ORDER BY order_id",
  );
  let ended = 0;
  if (ready.length > 0 && (await isSwept(context)))
    for (const { order_id, receipt } of ready)
      if (await attempt(context, order_id, () => completeEnd(context, order_id, receipt))) ended += 1;
  const [left] = await database.query<{ overdue: number }>(
    `SELECT count(*)::integer AS overdue FROM gateway.order_retention
     WHERE key_destroyed_at IS NOT NULL AND completed_at IS NULL`,
  );
  return { ended, overdue: left?.overdue ?? 0 };
}

/** Collects garbage at every back end; false when one could not. */
async function isSwept({ backends, metrics, log }: StorageContext): Promise<boolean> {
  let isDone = true;
  for (const backend of backends)
    try {
      const blocks = await backend.collectGarbage();
      if (blocks !== null)
        metrics.count("symbolon_storage_swept_blocks_total", { backend: backend.name }, blocks);
    } catch (err) {
      log.warn({ err, backend: backend.name }, "garbage could not be collected");
      isDone = false;
    }
  return isDone;
}

async function attempt(
  { database, log, now }: StorageContext,
  orderId: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (err) {
    log.warn({ err, orderId }, "an order could not be ended");
    await database.query(
      "UPDATE gateway.order_retention SET next_look_at = $2 WHERE order_id = $1::numeric",
      [orderId, now() + RETRY_SECONDS],
    );
    return false;
  }
}
