import { documentBytes, parseDocument, RetentionReceipt } from "@symbolon/protocol";
import { appendKeyLog } from "../keyLog/appendKeyLog.ts";
import { registerDocument } from "../replicas/registerDocument.ts";
import type { StorageContext } from "../storageContext.ts";

/**
 * Second half of an order's end, once garbage was collected: pins the receipt that beginEnd wrote and names it in the key log, whose day is
 * anchored on chain. The log's entry and the end of the order's row are one transaction, so there is one entry however often this is called.
 * Throws what the content store throws.
 */
export async function completeEnd(
  context: StorageContext,
  orderId: string,
  receiptText: string,
): Promise<void> {
  const { database, chainId } = context;
  const receipt = parseDocument(RetentionReceipt, JSON.parse(receiptText), "retention receipt");
  const { cid, digest } = await context.contentStore.add(documentBytes(receipt));
  await registerDocument(database, cid, digest, context.now());
  await database.transaction(async (transaction) => {
    const first = await transaction.query(
      `UPDATE gateway.order_retention SET completed_at = $2
       WHERE order_id = $1::numeric AND completed_at IS NULL RETURNING order_id`,
      [orderId, context.now()],
    );
    if (first.length === 0) return;
    const act = { act: "destroyed", orderId, receiptDigest: digest } as const;
    await appendKeyLog(transaction, chainId, act, context.now());
    // Unless somebody claimed it anew since it was unpinned.
    const gone = receipt.contents.filter(({ keptFor }) => keptFor === null).map((content) => content.cid);
    await transaction.query(
      `WITH ended AS (DELETE FROM gateway.stored_content WHERE ending AND cid = ANY($1::text[]) RETURNING cid)
       DELETE FROM gateway.pin_replica USING ended WHERE pin_replica.cid = ended.cid`,
      [gone],
    );
  });
  context.metrics.count("symbolon_storage_orders_ended_total");
  context.log.info({ orderId, receipt: digest }, "an order's key and ciphertext were destroyed");
}
