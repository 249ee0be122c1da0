import { randomBytes } from "node:crypto";
import { toHex } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";
import { openRecord } from "../storage/openRecord.ts";
import { sealRecord } from "../storage/sealRecord.ts";
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
 * Entries of the vault, each encrypted under a key of its own (sealRecord, bound to the entry's id).
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
        entry: JSON.parse(openRecord(row.entry_id, row.data_key, row.sealed)) as StoredEntry,
      }));
    },
    async insert(transaction, datasetId, entry, recordHash) {
      const entryId = randomBytes(16).toString("hex");
      const dataKey = toHex(randomBytes(32));
      const inserted = await transaction.query(
        `INSERT INTO gateway.consent_entry (entry_id, dataset_id, kind, record_hash, sealed) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING entry_id`,
        [entryId, datasetId, entry.kind, recordHash, sealRecord(entryId, dataKey, JSON.stringify(entry))],
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
        sealRecord(entryId, key.data_key, JSON.stringify(entry)),
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
