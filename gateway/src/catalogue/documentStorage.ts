import type { Hex } from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import type { DocumentKind } from "./documentKinds.ts";
import type { SearchableSummary } from "./searchableSummary.ts";

/** A document that is named in the index and not in the cache yet. */
export type WantedDocument = { readonly digest: Hex; readonly kind: DocumentKind; readonly attempts: number };

/** SQL of the document cache. Times are unix seconds. */
export type DocumentStorage = {
  /** Takes up every document that rows changed at or after `fromBlock` name. */
  discover(fromBlock: number): Promise<void>;
  due(now: number, limit: number): Promise<WantedDocument[]>;
  /** Time of the earliest next attempt, null when nothing is wanted. */
  nextAttemptAt(): Promise<number | null>;
  keep(wanted: WantedDocument, body: string, summary: SearchableSummary | null): Promise<void>;
  refuse(wanted: WantedDocument, fault: string): Promise<void>;
  postpone(wanted: WantedDocument, nextAttemptAt: number): Promise<void>;
  bodies(kind: DocumentKind, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  counts(): Promise<{ readonly cached: number; readonly wanted: number; readonly refused: number }>;
};

const DISCOVER = `
INSERT INTO gateway.document (digest, kind)
SELECT DISTINCT digest, kind FROM (
  SELECT catalogue_digest AS digest, 'catalogue' AS kind FROM subgraph.dataset WHERE block_number >= $1
  UNION ALL SELECT schema_digest, 'schema' FROM subgraph.dataset WHERE block_number >= $1
  UNION ALL SELECT spec_digest, 'spec' FROM subgraph.order WHERE block_number >= $1
  UNION ALL SELECT manifest_digest, 'manifest' FROM subgraph.job WHERE block_number >= $1
  UNION ALL SELECT certificate_digest, 'certificate' FROM subgraph.job WHERE block_number >= $1
) AS named WHERE digest IS NOT NULL
ON CONFLICT DO NOTHING`;

/** DocumentStorage over the tables gateway.document and gateway.catalogue. */
export function documentStorage(database: Database): DocumentStorage {
  return {
    async discover(fromBlock) {
      await database.query(DISCOVER, [fromBlock]);
    },
    due: (now, limit) =>
      database.query<WantedDocument>(
        `SELECT digest, kind, attempts FROM gateway.document
         WHERE body IS NULL AND fault IS NULL AND next_attempt_at <= $1 ORDER BY next_attempt_at, digest LIMIT $2`,
        [now, limit],
      ),
    async nextAttemptAt() {
      const [row] = await database.query<{ at: number | null }>(
        "SELECT min(next_attempt_at) AS at FROM gateway.document WHERE body IS NULL AND fault IS NULL",
      );
      return row?.at ?? null;
    },
    async keep({ digest, kind }, body, summary) {
      await database.transaction(async (transaction) => {
        await transaction.query("UPDATE gateway.document SET body = $3 WHERE digest = $1 AND kind = $2", [
          digest,
          kind,
          body,
        ]);
        if (summary === null) return;
        await transaction.query(
          `INSERT INTO gateway.catalogue (digest, title, description, records, licence, search)
           VALUES ($1, $2, $3, $4, $5, to_tsvector('simple', $6)) ON CONFLICT (digest) DO NOTHING`,
          [digest, summary.title, summary.description, summary.records, summary.licence, summary.searchText],
        );
      });
    },
    async refuse({ digest, kind }, fault) {
      await database.query("UPDATE gateway.document SET fault = $3 WHERE digest = $1 AND kind = $2", [
        digest,
        kind,
        fault,
      ]);
    },
    async postpone({ digest, kind }, nextAttemptAt) {
      await database.query(
        `UPDATE gateway.document SET attempts = attempts + 1, next_attempt_at = $3 WHERE digest = $1 AND kind = $2`,
        [digest, kind, nextAttemptAt],
      );
    },
    async bodies(kind, digests) {
      const rows = await database.query<{ digest: string; body: string }>(
        "SELECT digest, body FROM gateway.document WHERE kind = $1 AND digest = ANY($2::text[]) AND body IS NOT NULL",
        [kind, digests],
      );
      return new Map(rows.map((row) => [row.digest, row.body]));
    },
    async counts() {
      const [row] = await database.query<{ cached: number; wanted: number; refused: number }>(
        `SELECT count(body) AS cached, count(fault) AS refused,
                count(*) FILTER (WHERE body IS NULL AND fault IS NULL) AS wanted FROM gateway.document`,
      );
      return row ?? { cached: 0, wanted: 0, refused: 0 };
    },
  };
}
