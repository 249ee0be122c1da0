import {
  canonicalJson,
  digestOfDocument,
  documentBytes,
  type Hex,
  type KeyLogDay,
  keyLogGenesis,
} from "@symbolon/protocol";
import type { Queryable } from "../../database/Database.ts";
import { dayAfter } from "./dayAfter.ts";
import { dayOf } from "./dayOf.ts";
import type { KeyLogContext } from "./keyLogContext.ts";

type DayRow = {
  readonly day: string;
  readonly digest: Hex;
  readonly head: Hex;
  readonly next_sequence: number;
};
type Closed = { readonly day: string; readonly document: string; readonly digest: Hex };

/**
 * Makes the document of every UTC day that is over, signs it where the hub has an account, and pins it. A day is over when both the clock
 * and the latest block say so: a clock that runs ahead closes nothing. Gives how many days were closed. What failed half way (no signature
 * yet, storage away) is made up for by the next call. Throws E6001 and what the content store throws.
 */
export async function closeDays(context: KeyLogContext): Promise<number> {
  const { database, chain } = context;
  const today = dayOf(Math.min(context.now(), await chain.blockTime()));
  let closed = 0;
  while (await database.transaction((transaction) => closeNext(transaction, context.chainId, today)))
    closed += 1;
  if (context.hub !== null) {
    const { hub } = context;
    const unsigned = await database.query<Closed>(
      "SELECT day, document, digest FROM gateway.key_log_day WHERE signature IS NULL ORDER BY day",
    );
    for (const { day, digest } of unsigned)
      await database.query("UPDATE gateway.key_log_day SET signer = $2, signature = $3 WHERE day = $1", [
        day,
        hub.account,
        await hub.signDay(day, digest),
      ]);
  }
  const unpinned = await database.query<Closed>(
    "SELECT day, document, digest FROM gateway.key_log_day WHERE cid IS NULL ORDER BY day",
  );
  for (const { day, document } of unpinned) {
    const { cid } = await context.contentStore.add(documentBytes(JSON.parse(document)));
    await database.query("UPDATE gateway.key_log_day SET cid = $2 WHERE day = $1", [day, cid]);
  }
  return closed;
}

/** Closes the first day that is over and open; false when there is none. */
async function closeNext(transaction: Queryable, chainId: number, today: string): Promise<boolean> {
  // Whoever appends or closes waits here.
  const [head] = await transaction.query(
    "UPDATE gateway.key_log_head SET sequence = sequence WHERE chain_id = $1 RETURNING sequence",
    [chainId],
  );
  if (head === undefined) return false;
  const [before] = await transaction.query<DayRow>(
    "SELECT day, digest, head, next_sequence FROM gateway.key_log_day ORDER BY day DESC LIMIT 1",
  );
  const [first] = await transaction.query<{ day: string }>(
    "SELECT day FROM gateway.key_log ORDER BY sequence LIMIT 1",
  );
  const day = before === undefined ? first?.day : dayAfter(before.day);
  if (day === undefined || day >= today) return false;
  const entries = await transaction.query<{ detail: string; detail_digest: Hex; hash: Hex }>(
    "SELECT detail, detail_digest, hash FROM gateway.key_log WHERE day = $1 ORDER BY sequence",
    [day],
  );
  const previousHash = before?.head ?? keyLogGenesis(chainId);
  const firstSequence = before?.next_sequence ?? 1;
  const document: KeyLogDay = {
    format: "symbolon-key-log/1",
    chainId,
    day,
    previousDay: before?.digest ?? null,
    firstSequence,
    previousHash,
    details: entries.map(({ detail_digest }) => detail_digest),
    head: entries.at(-1)?.hash ?? previousHash,
    receipts: entries.flatMap(({ detail }) => {
      const { receiptDigest } = JSON.parse(detail) as { receiptDigest?: Hex };
      return receiptDigest === undefined ? [] : [receiptDigest];
    }),
  };
  await transaction.query(
    `INSERT INTO gateway.key_log_day (day, document, digest, head, next_sequence) VALUES ($1, $2, $3, $4, $5)`,
    [day, canonicalJson(document), digestOfDocument(document), document.head, firstSequence + entries.length],
  );
  await transaction.query(
    "UPDATE gateway.key_log_head SET not_before = GREATEST(not_before, $2) WHERE chain_id = $1",
    [chainId, Date.parse(`${dayAfter(day)}T00:00:00Z`) / 1000],
  );
  return true;
}
