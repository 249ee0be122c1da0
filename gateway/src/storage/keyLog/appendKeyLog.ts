import { randomBytes } from "node:crypto";
import {
  canonicalJson,
  digestOfDocument,
  type Hex,
  KeyLogDetail,
  keyLogGenesis,
  keyLogHash,
  toHex,
} from "@symbolon/protocol";
import type { Queryable } from "../../database/Database.ts";
import { dayOf } from "./dayOf.ts";

type Numbered = "sequence" | "at" | "salt";
type WithoutNumber<T> = T extends unknown ? Omit<T, Numbered> : never;

/** What is to be logged; number, time and salt come from the log. */
export type KeyLogAct = WithoutNumber<KeyLogDetail>;

/**
 * Adds an entry to the key log, in the transaction of what it is about, so that neither exists without the other. Writers wait for one another at
 * the head's row. Time never runs backwards and never into a day that is closed: a clock that was set back dates entries at the earliest
 * moment still open.
 */
export async function appendKeyLog(
  transaction: Queryable,
  chainId: number,
  act: KeyLogAct,
  now: number,
): Promise<KeyLogDetail> {
  await transaction.query(
    "INSERT INTO gateway.key_log_head (chain_id, sequence, hash, not_before) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING",
    [chainId, keyLogGenesis(chainId)],
  );
  const [head] = await transaction.query<{ sequence: number; hash: Hex; at: number }>(
    `UPDATE gateway.key_log_head SET sequence = sequence + 1, not_before = GREATEST(not_before, $2)
     WHERE chain_id = $1 RETURNING sequence, hash, not_before AS at`,
    [chainId, now],
  );
  const { sequence, hash: previous, at } = head!;
  const detail = KeyLogDetail.parse({ ...act, sequence, at, salt: toHex(randomBytes(32)) });
  const detailDigest = digestOfDocument(detail);
  const hash = keyLogHash(sequence, detailDigest, previous);
  await transaction.query(
    `INSERT INTO gateway.key_log (sequence, day, order_id, detail, detail_digest, previous, hash)
     VALUES ($1, $2, $3::numeric, $4, $5, $6, $7)`,
    [sequence, dayOf(at), detail.orderId, canonicalJson(detail), detailDigest, previous, hash],
  );
  await transaction.query("UPDATE gateway.key_log_head SET hash = $2 WHERE chain_id = $1", [chainId, hash]);
  return detail;
}
