import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { fromHex, SymbolonError, toHex } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";
import type { StoredEntry } from "./consentEntry.ts";

/** An entry with its row's clear columns. */
export type OpenedEntry = {
  readonly entryId: string;
  readonly recordHash: string | null;
  readonly batch: number | null;
  readonly leafIndex: number | null;
  readonly sent: boolean;
  readonly entry: StoredEntry;
};
type Row = {
  readonly entry_id: string;
  readonly record_hash: string | null;
  readonly sealed: string;
  readonly batch: number | null;
  readonly leaf_index: number | null;
  readonly sent: boolean;
  readonly data_key: string;
};

/**
 * Entries of the vault, each encrypted under a key of its own (AES-256-GCM, 96-bit random nonce, the entry's id bound as additional data).
 * Erasing one destroys its key and its ciphertext; a copy of the ciphertext, in a backup say, cannot be opened any more.
 */
export type SealedEntries = {
  /** All that are not erased, in an order that says nothing. */
  all(datasetId: string, kind: StoredEntry["kind"]): Promise<OpenedEntry[]>;
  /** False when the dataset has an entry of this commitment already. */
  insert(
    transaction: Queryable,
    datasetId: string,
    entry: StoredEntry,
    recordHash: string | null,
  ): Promise<boolean>;
  /** Seals anew under the same key; an entry erased meanwhile stays erased. */
  replace(transaction: Queryable, entryId: string, entry: StoredEntry): Promise<void>;
  erase(transaction: Queryable, entryId: string, now: number): Promise<void>;
};

/** SealedEntries over the tables of CONSENT_TABLES. Throws E5003 for changed bytes. */
export function sealedEntries(database: Database): SealedEntries {
  return {
    async all(datasetId, kind) {
      const rows = await database.query<Row>(
        `SELECT e.entry_id, e.record_hash, e.sealed, e.batch, e.leaf_index, e.sent, k.data_key
         FROM gateway.consent_entry e JOIN gateway.consent_key k USING (entry_id)
         WHERE e.dataset_id = $1 AND e.kind = $2 AND e.erased_at IS NULL ORDER BY e.entry_id`,
        [datasetId, kind],
      );
      return rows.map((row) => ({
        entryId: row.entry_id,
        recordHash: row.record_hash,
        batch: row.batch,
        leafIndex: row.leaf_index,
        sent: row.sent,
        entry: openEntry(row.entry_id, row.data_key, row.sealed),
      }));
    },
    async insert(transaction, datasetId, entry, recordHash) {
      const entryId = randomBytes(16).toString("hex");
      const dataKey = toHex(randomBytes(32));
      const inserted = await transaction.query(
        `INSERT INTO gateway.consent_entry (entry_id, dataset_id, kind, record_hash, sealed) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING entry_id`,
        [entryId, datasetId, entry.kind, recordHash, sealEntry(entryId, dataKey, entry)],
      );
      if (inserted.length === 0) return false;
      await transaction.query("INSERT INTO gateway.consent_key (entry_id, data_key) VALUES ($1, $2)", [
        entryId,
        dataKey,
      ]);
      return true;
    },
    async replace(transaction, entryId, entry) {
      const [key] = await transaction.query<{ data_key: string }>(
        "SELECT data_key FROM gateway.consent_key WHERE entry_id = $1",
        [entryId],
      );
      if (key === undefined) return;
      await transaction.query("UPDATE gateway.consent_entry SET sealed = $2 WHERE entry_id = $1", [
        entryId,
        sealEntry(entryId, key.data_key, entry),
      ]);
    },
    async erase(transaction, entryId, now) {
      await transaction.query("DELETE FROM gateway.consent_key WHERE entry_id = $1", [entryId]);
      await transaction.query(
        "UPDATE gateway.consent_entry SET sealed = NULL, erased_at = $2 WHERE entry_id = $1",
        [entryId, now],
      );
    },
  };
}

function sealEntry(entryId: string, dataKey: string, entry: StoredEntry): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", fromHex(dataKey), nonce).setAAD(Buffer.from(entryId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(entry), "utf8"), cipher.final()]);
  return toHex(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

function openEntry(entryId: string, dataKey: string, sealed: string): StoredEntry {
  const bytes = fromHex(sealed);
  try {
    const decipher = createDecipheriv("aes-256-gcm", fromHex(dataKey), bytes.subarray(0, 12))
      .setAAD(Buffer.from(entryId))
      .setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    return JSON.parse(text) as StoredEntry;
  } catch (cause) {
    throw new SymbolonError("E5003", { reason: "wrong key or changed bytes" }, { cause });
  }
}
