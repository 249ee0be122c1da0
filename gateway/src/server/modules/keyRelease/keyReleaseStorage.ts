import { randomBytes } from "node:crypto";
import {
  canonicalJson,
  digestOfBytes,
  digestOfDocument,
  fromHex,
  type Hex,
  KeyRelease,
  type KeyRotation,
  parseDocument,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import type { Database, Queryable } from "../../../database/Database.ts";
import { appendKeyLog } from "../../../storage/keyLog/appendKeyLog.ts";
import { type KeyLogReader, readKeyLog } from "../../../storage/keyLog/readKeyLog.ts";
import { openRecord } from "../../../storage/openRecord.ts";
import { claimContent } from "../../../storage/retention/claimContent.ts";
import { sealRecord } from "../../../storage/sealRecord.ts";
import type { AccessDecision } from "./checkAccess.ts";

/** Key releases by order, at most one each. Whatever gives, takes or changes a wrapped key is in the key log in the same transaction. */
export type KeyReleaseStorage = {
  /**
   * Keeps the first release of an order's lead and claims its ciphertext. "stored" and "same" are success; "different" means the first one of
   * this lead stands. A release of a lead that lost the job is replaced. Throws E5007 once the order's key was destroyed.
   */
  put(release: KeyRelease, lead: Hex, now: number): Promise<"stored" | "same" | "different">;
  /** What is kept, for uses that hand no key out; null when nothing is. Throws E5007. */
  get(orderId: bigint): Promise<KeyRelease | null>;
  /** What is kept, to be handed to whom `decision` names, logged before it is given. Throws E5007. */
  release(orderId: bigint, decision: AccessDecision, now: number): Promise<KeyRelease | null>;
  /** Puts the buyer's wrapped key in the place of the one it names. Throws E5005 (nothing kept), E5007, E5008 (another one is kept). */
  rotate(rotation: KeyRotation, account: Hex, now: number): Promise<"rotated" | "same">;
  /** What the log says of it. */
  readonly log: KeyLogReader;
};

type Row = {
  readonly lead: string;
  readonly release_digest: string;
  readonly sealed: string | null;
  readonly destroyed_at: number | null;
  readonly record_key: string | null;
};

/** KeyReleaseStorage over the tables of STORAGE_TABLES; `now` is unix seconds. */
export function keyReleaseStorage(database: Database, chainId: number): KeyReleaseStorage {
  /** The order's row, locked until the transaction ends. */
  const locked = async (transaction: Queryable, orderId: string): Promise<Row | null> => {
    const [row] = await transaction.query<Row>(
      `SELECT r.lead, r.release_digest, r.sealed, r.destroyed_at, k.record_key
       FROM gateway.order_release r LEFT JOIN gateway.order_record_key k USING (order_id)
       WHERE r.order_id = $1::numeric FOR UPDATE OF r`,
      [orderId],
    );
    return row ?? null;
  };
  const opened = (orderId: string, { sealed, destroyed_at, record_key }: Row): KeyRelease => {
    if (sealed === null || record_key === null)
      throw new SymbolonError("E5007", { orderId, at: new Date((destroyed_at ?? 0) * 1000).toISOString() });
    return parseDocument(KeyRelease, JSON.parse(openRecord(orderId, record_key, sealed)), "key release");
  };
  const keep = async (transaction: Queryable, release: KeyRelease): Promise<void> => {
    const recordKey = toHex(randomBytes(32));
    // The new key replaces the old one, so an earlier copy of the row cannot be opened any more.
    await transaction.query(
      `INSERT INTO gateway.order_record_key (order_id, record_key) VALUES ($1::numeric, $2)
       ON CONFLICT (order_id) DO UPDATE SET record_key = excluded.record_key`,
      [release.orderId, recordKey],
    );
    await transaction.query("UPDATE gateway.order_release SET sealed = $2 WHERE order_id = $1::numeric", [
      release.orderId,
      sealRecord(release.orderId, recordKey, canonicalJson(release)),
    ]);
  };
  return {
    log: readKeyLog(database),
    put: (release, lead, now) =>
      database.transaction(async (transaction) => {
        const { orderId, cid } = release;
        const digest = digestOfDocument(release);
        const inserted = await transaction.query(
          `INSERT INTO gateway.order_release (order_id, lead, release_digest, received_at) VALUES ($1::numeric, $2, $3, $4)
           ON CONFLICT DO NOTHING RETURNING order_id`,
          [orderId, lead, digest, now],
        );
        if (inserted.length === 0) {
          const row = (await locked(transaction, orderId))!;
          opened(orderId, row);
          if (row.lead === lead) return row.release_digest === digest ? "same" : "different";
          await transaction.query(
            "UPDATE gateway.order_release SET lead = $2, release_digest = $3, received_at = $4 WHERE order_id = $1::numeric",
            [orderId, lead, digest, now],
          );
        }
        await keep(transaction, release);
        await claimContent(transaction, orderId, cid, now);
        const wrappedKeyDigest = digestOfKey(release);
        await appendKeyLog(
          transaction,
          chainId,
          { act: "handed-over", orderId, lead, cid, wrappedKeyDigest },
          now,
        );
        return "stored";
      }),
    get: (orderId) =>
      database.transaction(async (transaction) => {
        const row = await locked(transaction, orderId.toString());
        return row === null ? null : opened(orderId.toString(), row);
      }),
    release: (orderId, decision, now) =>
      database.transaction(async (transaction) => {
        const row = await locked(transaction, orderId.toString());
        if (row === null) return null;
        const release = opened(orderId.toString(), row);
        await appendKeyLog(
          transaction,
          chainId,
          {
            act: "released",
            orderId: orderId.toString(),
            account: decision.account,
            accessUntil: decision.accessUntil.toString(),
            blockTime: decision.blockTime,
            wrappedKeyDigest: digestOfKey(release),
          },
          now,
        );
        return release;
      }),
    rotate: ({ orderId, newKey, wrappedKey, replaces }, account, now) =>
      database.transaction(async (transaction) => {
        const row = await locked(transaction, orderId);
        if (row === null) throw new SymbolonError("E5005", { orderId, reason: "there is no key to replace" });
        const release = opened(orderId, row);
        if (release.wrappedKey === wrappedKey) return "same";
        if (digestOfKey(release) !== replaces) throw new SymbolonError("E5008", { orderId });
        const rotated: KeyRelease = { ...release, wrappedKey };
        await keep(transaction, rotated);
        const wrappedKeyDigest = digestOfKey(rotated);
        const act = { act: "rotated", orderId, account, newKey, replaces, wrappedKeyDigest } as const;
        await appendKeyLog(transaction, chainId, act, now);
        return "rotated";
      }),
  };
}

function digestOfKey({ wrappedKey }: KeyRelease): Hex {
  return digestOfBytes(fromHex(wrappedKey));
}
