import type { Database } from "../../../database/Database.ts";
import type { BudgetRow, DatasetRow } from "../dataset/datasetStorage.ts";

/**
 * Identifies what the tables hold. The index is a function of the block that it stands at, and entries are counted (catalogueTables), so equal
 * versions mean equal rows, in every replica and after a reorganisation.
 */
export type CatalogueVersion = {
  readonly fingerprint: string;
  readonly number: number;
  readonly hash: string | null;
  readonly entries: number;
};

/** What an entry's row says, with its words (lexemes of its `search`) and facet values. */
export type EntryRow = Pick<DatasetRow, "title" | "description" | "records" | "licence"> & {
  readonly digest: string;
  readonly words: string[];
  readonly title_words: string[];
  readonly keyword_words: string[];
  readonly facets: [facet: string, value: string][];
};

/** What the chain says of a dataset of any status. */
export type ChainRow = Omit<DatasetRow, "title" | "description" | "records" | "licence">;

/** A job with a verdict and the datasets of its order. */
export type CertifiedJob = {
  readonly id: string;
  readonly passed: boolean;
  readonly release_class: number;
  readonly datasets: string[];
};

/** What a reader has to put on top of what it read at `since`, or of nothing where `isWhole`; entries always come on top. */
export type CatalogueChanges = {
  readonly version: CatalogueVersion;
  readonly isWhole: boolean;
  readonly datasets: readonly ChainRow[];
  readonly budgets: readonly BudgetRow[];
  readonly jobs: readonly CertifiedJob[];
  readonly entries: readonly EntryRow[];
};

/** SQL of the CatalogueVersion that the tables are at: one row. */
export const CATALOGUE_VERSION = `SELECT fingerprint, number, hash, coalesce((SELECT number FROM gateway.catalogue_change), 0) AS entries
  FROM indexer.cursor`;

const DATASETS = `
SELECT id, provider, owner, status, lane, catalogue_digest, schema_digest, price_wei, row_price_wei, renewal_bps, holder_wei, compute_wei,
  evaluation_wei, access_body_wei, purposes_mask, category_code, version, published_at, published_tx, updated_at
FROM subgraph.dataset WHERE block_number > $1`;

const BUDGETS = `
SELECT id, cap_micro, per_buyer_micro, reserved_micro, spent_micro, available_micro FROM subgraph.budget WHERE block_number > $1`;

const JOBS = `
SELECT j.id, j.passed, j.release_class, o.datasets FROM subgraph.job j JOIN subgraph.order o ON o.id = j.order_id
WHERE j.passed IS NOT NULL AND j.block_number > $1`;

const ENTRIES = `
SELECT c.digest, c.title, c.description, c.records, c.licence, tsvector_to_array(c.search) AS words,
  tsvector_to_array(ts_filter(c.search, '{a}')) AS title_words, tsvector_to_array(ts_filter(c.search, '{b}')) AS keyword_words,
  coalesce((SELECT jsonb_agg(jsonb_build_array(v.facet, v.value)) FROM gateway.catalogue_value v WHERE v.digest = c.digest), '[]') AS facets
FROM gateway.catalogue c WHERE c.changed > $1`;

/**
 * Reads what lists need of the catalogue, all at one moment: what changed after `since`, or everything when `since` is null or its block was taken
 * back or is too long ago to tell. Rows of the index carry the block of their last change.
 */
export function readCatalogue(database: Database, since: CatalogueVersion | null): Promise<CatalogueChanges> {
  return database.transaction(async (transaction) => {
    await transaction.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const [version] = await transaction.query<CatalogueVersion>(CATALOGUE_VERSION);
    const known = await transaction.query("SELECT FROM indexer.block WHERE number = $1 AND hash = $2", [
      since?.number ?? -1,
      since?.hash ?? "",
    ]);
    const isWhole = since === null || since.fingerprint !== version!.fingerprint || known.length === 0;
    const from = [isWhole ? -1 : since.number];
    return {
      version: version!,
      isWhole,
      datasets: await transaction.query<ChainRow>(DATASETS, from),
      budgets: await transaction.query<BudgetRow>(BUDGETS, from),
      jobs: await transaction.query<CertifiedJob>(JOBS, from),
      entries: await transaction.query<EntryRow>(ENTRIES, [since?.entries ?? -1]),
    };
  });
}
