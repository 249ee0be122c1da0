import { SymbolonError } from "@symbolon/protocol";
import { parseCid } from "../../ipfs/parseCid.ts";
import { replicaTable } from "../replicas/replicaTable.ts";
import type { StorageContext } from "../storageContext.ts";

/** What became of one content of an order whose time is over; the words of RetentionReceipt. */
export type RemovedContent = {
  readonly cid: string;
  readonly removed: string[];
  readonly unconfirmed: string[];
  readonly keptFor: "order" | "document" | null;
};

/**
 * Unpins a content at every back end and asks each whether the pin is gone; content that somebody else needs stays. A back end that cannot be reached stops this with its error, to be done again; one that is no longer in the settings is named as unconfirmed.
 * Throws E5004.
 */
export async function removeContent(
  context: StorageContext,
  orderId: string,
  cid: string,
): Promise<RemovedContent> {
  const { database, backends } = context;
  const keptFor = await database.transaction(async (transaction) => {
    // Locked, so that nobody claims it between the question and the mark.
    const [content] = await transaction.query<{ kind: "order" | "document" }>(
      "SELECT kind FROM gateway.stored_content WHERE cid = $1 FOR UPDATE",
      [cid],
    );
    if (content?.kind === "document") return "document" as const;
    const others = await transaction.query(
      `SELECT 1 FROM gateway.order_content c JOIN gateway.order_retention r USING (order_id)
       WHERE c.cid = $1 AND c.order_id <> $2::numeric AND r.key_destroyed_at IS NULL LIMIT 1`,
      [cid, orderId],
    );
    if (others.length > 0) return "order" as const;
    await transaction.query("UPDATE gateway.stored_content SET ending = true WHERE cid = $1", [cid]);
    return null;
  });
  if (keptFor !== null) return { cid, removed: [], unconfirmed: [], keptFor };
  const table = replicaTable(database);
  const parsed = parseCid(cid);
  const removed: string[] = [];
  for (const backend of backends) {
    // First the row, so that who claims the content anew meanwhile does not take it for pinned.
    await table.remove(cid, backend.name);
    await backend.unpin(parsed);
    const state = await backend.state(parsed);
    if (state !== "absent")
      throw new SymbolonError("E5004", { reason: `${backend.name} still says ${state} of ${cid}` });
    removed.push(backend.name);
  }
  const unconfirmed = (await table.of(cid))
    .map(({ backend }) => backend)
    .filter((name) => !removed.includes(name));
  return { cid, removed, unconfirmed, keptFor: null };
}
