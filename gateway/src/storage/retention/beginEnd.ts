import { canonicalJson, type Hex, type RetentionReceipt } from "@symbolon/protocol";
import type { StorageContext } from "../storageContext.ts";
import { destroyKey } from "./destroyKey.ts";
import { dueAt } from "./dueAt.ts";
import { type RemovedContent, removeContent } from "./removeContent.ts";

const LOOK_AGAIN_SECONDS = 86_400;

type Row = {
  readonly due_at: number | null;
  readonly key_destroyed_at: number | null;
  readonly receipt: string | null;
};

/**
 * First half of an order's end: destroys its key, unpins its ciphertext at every back end, and writes the receipt down. The key goes first,
 * because that ends access even while a back end is away. Each step is written down when done and may be done twice, so whatever kills this,
 * the next call goes on where it stopped. An order is due when both the clock and the latest block say so: a clock that runs ahead destroys
 * nothing. "held": its time is not over. Throws E5004 and E6001.
 */
export async function beginEnd(context: StorageContext, orderId: string): Promise<"held" | "ready"> {
  const { database } = context;
  let row = await readRow(context, orderId);
  if (row.key_destroyed_at === null) {
    const due = await dueAt(context, orderId);
    const now = Math.min(context.now(), await context.chain.blockTime());
    if (due === null || due > now) {
      await database.query(
        "UPDATE gateway.order_retention SET next_look_at = $2 WHERE order_id = $1::numeric",
        [orderId, Math.min(due ?? Number.POSITIVE_INFINITY, now + LOOK_AGAIN_SECONDS)],
      );
      return "held";
    }
    await destroyKey(database, orderId, due, now);
    row = await readRow(context, orderId);
  }
  if (row.receipt === null) await writeReceipt(context, orderId, row);
  return "ready";
}

async function readRow({ database }: StorageContext, orderId: string): Promise<Row> {
  const [row] = await database.query<Row>(
    "SELECT due_at, key_destroyed_at, receipt FROM gateway.order_retention WHERE order_id = $1::numeric",
    [orderId],
  );
  return row!;
}

async function writeReceipt(context: StorageContext, orderId: string, row: Row): Promise<void> {
  const { database } = context;
  const claimed = await database.query<{ cid: string }>(
    "SELECT cid FROM gateway.order_content WHERE order_id = $1::numeric ORDER BY cid",
    [orderId],
  );
  const contents: RemovedContent[] = [];
  for (const { cid } of claimed) contents.push(await removeContent(context, orderId, cid));
  const [release] = await database.query<{ release_digest: Hex }>(
    "SELECT release_digest FROM gateway.order_release WHERE order_id = $1::numeric",
    [orderId],
  );
  const receipt: RetentionReceipt = {
    format: "symbolon-retention-receipt/1",
    chainId: context.chainId,
    orderId,
    dueAt: row.due_at!,
    keyDestroyedAt: row.key_destroyed_at!,
    unpinnedAt: context.now(),
    releaseDigest: release?.release_digest ?? null,
    contents,
  };
  await database.query(
    "UPDATE gateway.order_retention SET receipt = $2 WHERE order_id = $1::numeric AND receipt IS NULL",
    [orderId, canonicalJson(receipt)],
  );
}
