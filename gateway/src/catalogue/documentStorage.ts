import type { Hex } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";
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
  /** Texts of entries whose summary an older version of this code made. */
  outdated(limit: number): Promise<{ readonly digest: string; readonly body: string }[]>;
  resummarise(digest: string, summary: SearchableSummary): Promise<void>;
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

/** Version of what searchableSummary gives; raise it when stored summaries have to be made again. */
const CATALOGUE_READER = 1;

const KEEP_SUMMARY = `
WITH change AS (
  INSERT INTO gateway.catalogue_change AS c (number) VALUES (1) ON CONFLICT (singleton) DO UPDATE SET number = c.number + 1 RETURNING number
)
INSERT INTO gateway.catalogue (digest, title, description, records, licence, search, reader, changed)
SELECT $1, $2, $3, $4::integer, $5, setweight(to_tsvector('simple', $6), 'A') || setweight(to_tsvector('simple', $7), 'B')
  || setweight(to_tsvector('simple', $8), 'D'), $9::integer, number FROM change
ON CONFLICT (digest) DO UPDATE SET title = excluded.title, description = excluded.description, records = excluded.records,
  licence = excluded.licence, search = excluded.search, reader = excluded.reader, changed = excluded.changed`;

async function keepSummary(
  transaction: Queryable,
  digest: string,
  summary: SearchableSummary,
): Promise<void> {
  await transaction.query(KEEP_SUMMARY, [
    digest,
    summary.title,
    summary.description,
    summary.records,
    summary.licence,
    summary.titleText,
    summary.keywordText,
    summary.searchText,
    CATALOGUE_READER,
  ]);
  await transaction.query("DELETE FROM gateway.catalogue_value WHERE digest = $1", [digest]);
  await transaction.query(
    "INSERT INTO gateway.catalogue_value (digest, facet, value) SELECT $1, * FROM unnest($2::text[], $3::text[])",
    [digest, summary.facets.map(({ facet }) => facet), summary.facets.map(({ value }) => value)],
  );
}

/** DocumentStorage over the tables gateway.document, gateway.catalogue and gateway.catalogue_value. */
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
        await keepSummary(transaction, digest, summary);
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
    outdated: (limit) =>
      database.query<{ digest: string; body: string }>(
        `SELECT c.digest, d.body FROM gateway.catalogue c JOIN gateway.document d ON d.digest = c.digest AND d.kind = 'catalogue'
         WHERE c.reader <> $1 AND d.body IS NOT NULL ORDER BY c.digest LIMIT $2`,
        [CATALOGUE_READER, limit],
      ),
    resummarise: (digest, summary) =>
      database.transaction((transaction) => keepSummary(transaction, digest, summary)),
    async counts() {
      const [row] = await database.query<{ cached: number; wanted: number; refused: number }>(
        `SELECT count(body) AS cached, count(fault) AS refused,
                count(*) FILTER (WHERE body IS NULL AND fault IS NULL) AS wanted FROM gateway.document`,
      );
      return row ?? { cached: 0, wanted: 0, refused: 0 };
    },
  };
}
