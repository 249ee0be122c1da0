import type { Database } from "../../../database/Database.ts";
import { type DatasetFilter, datasetConditions } from "./datasetConditions.ts";

/** A dataset's row in the index, joined with what its catalogue entry says (null while that is not fetched). */
export type DatasetRow = {
  readonly id: string;
  readonly provider: string;
  readonly owner: string;
  readonly status: string;
  readonly lane: string;
  readonly catalogue_digest: string;
  readonly schema_digest: string;
  readonly price_wei: string;
  readonly row_price_wei: string;
  readonly renewal_bps: number;
  readonly holder_wei: string;
  readonly compute_wei: string;
  readonly evaluation_wei: string;
  readonly access_body_wei: string;
  readonly purposes_mask: number;
  readonly category_code: number;
  readonly version: number;
  readonly published_at: number;
  readonly published_tx: string;
  readonly updated_at: number;
  readonly title: string | null;
  readonly description: string | null;
  readonly records: number | null;
  readonly licence: string | null;
};
/** A version of the data; cost lines in wei as decimal text. */
export type DatasetVersionRow = {
  readonly dataset_id: string;
  readonly version: number;
  readonly catalogue_digest: string;
  readonly schema_digest: string;
  readonly licence_hash: string;
  readonly consent_root: string;
  readonly added_rho_micro: string;
  readonly holder_wei: string;
  readonly compute_wei: string;
  readonly evaluation_wei: string;
  readonly access_body_wei: string;
  readonly published_at: number;
  readonly published_tx: string;
};
/** Budget in micro-rho as decimal text; id is the dataset's. */
export type BudgetRow = {
  readonly id: string;
  readonly cap_micro: string;
  readonly per_buyer_micro: string;
  readonly reserved_micro: string;
  readonly spent_micro: string;
  readonly available_micro: string;
};
export type BudgetEntryRow = {
  readonly budget_id: string;
  readonly order_id: string | null;
  readonly kind: string;
  readonly rho_micro: string;
  readonly timestamp: number;
  readonly tx: string;
};
export type UsedRow = { readonly budget_id: string; readonly used_micro: string };
export type ConsentRow = {
  readonly id: string;
  readonly epoch: string;
  readonly roots: string[];
  readonly grants_count: number;
  readonly pending_count: number;
  readonly withdrawals_count: number;
  readonly suspended: boolean;
  readonly opt_out_roots: string[];
};
export type FacetRow = { readonly value: string; readonly count: number };

/** SQL about datasets. Pages go up by number; `after` is the last id of the page before. */
export type DatasetStorage = {
  page(filter: DatasetFilter, first: number, after: string | null): Promise<DatasetRow[]>;
  count(filter: DatasetFilter): Promise<number>;
  facet(filter: DatasetFilter, of: "category" | "purpose" | "schema"): Promise<FacetRow[]>;
  byIds(ids: readonly string[]): Promise<DatasetRow[]>;
  /** Oldest first. */
  versions(ids: readonly string[]): Promise<DatasetVersionRow[]>;
  budgets(ids: readonly string[]): Promise<BudgetRow[]>;
  /** What orders of the buyer have reserved or spent; PrivacyLedger.usedBy says the same where a buyer is bounded. */
  usedMicro(ids: readonly string[], buyer: string): Promise<UsedRow[]>;
  /** Newest first, at most `first` per dataset. */
  budgetEntries(ids: readonly string[], first: number): Promise<BudgetEntryRow[]>;
  consents(ids: readonly string[]): Promise<ConsentRow[]>;
};

const COLUMNS = `d.id, d.provider, d.owner, d.status, d.lane, d.catalogue_digest, d.schema_digest, d.price_wei, d.row_price_wei, d.renewal_bps,
  d.holder_wei, d.compute_wei, d.evaluation_wei, d.access_body_wei, d.purposes_mask, d.category_code, d.version, d.published_at,
  d.published_tx, d.updated_at, c.title, c.description, c.records, c.licence`;
const FROM = `subgraph.dataset d
  LEFT JOIN gateway.catalogue c ON c.digest = d.catalogue_digest
  LEFT JOIN subgraph.budget b ON b.id = d.id`;
const FACETS = {
  category: "SELECT d.category_code::text AS value",
  purpose: "SELECT (1 << bit.n)::text AS value",
  schema: "SELECT d.schema_digest AS value",
} as const;

/** DatasetStorage over the index's tables and the catalogue. */
export function datasetStorage(database: Database): DatasetStorage {
  return {
    page(filter, first, after) {
      const { where, params } = datasetConditions(filter);
      params.push(after ?? "0", first);
      return database.query<DatasetRow>(
        `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} AND d.id::numeric > $${params.length - 1}::numeric
         ORDER BY d.id::numeric LIMIT $${params.length}`,
        params,
      );
    },
    async count(filter) {
      const { where, params } = datasetConditions(filter);
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*) AS n FROM ${FROM} WHERE ${where}`,
        params,
      );
      return row?.n ?? 0;
    },
    facet(filter, of) {
      const { where, params } = datasetConditions(filter);
      const bits =
        of === "purpose"
          ? "JOIN generate_series(0, 30) AS bit(n) ON (d.purposes_mask & (1 << bit.n)) <> 0"
          : "";
      return database.query<FacetRow>(
        `${FACETS[of]}, count(*) AS count FROM ${FROM} ${bits} WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`,
        params,
      );
    },
    byIds: (ids) =>
      database.query<DatasetRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE d.id = ANY($1::text[])`, [ids]),
    budgets: (ids) =>
      database.query<BudgetRow>(
        `SELECT id, cap_micro, per_buyer_micro, reserved_micro, spent_micro, available_micro FROM subgraph.budget
         WHERE id = ANY($1::text[])`,
        [ids],
      ),
    versions: (ids) =>
      database.query<DatasetVersionRow>(
        `SELECT dataset_id, version, catalogue_digest, schema_digest, licence_hash, consent_root, added_rho_micro, holder_wei,
                compute_wei, evaluation_wei, access_body_wei, published_at, published_tx
         FROM subgraph.dataset_version WHERE dataset_id = ANY($1::text[]) ORDER BY dataset_id, version`,
        [ids],
      ),
    usedMicro: (ids, buyer) =>
      database.query<UsedRow>(
        `SELECT e.budget_id, sum(CASE e.kind WHEN 'RESERVED' THEN e.rho_micro WHEN 'RELEASED' THEN -e.rho_micro ELSE 0 END) AS used_micro
         FROM subgraph.budget_entry e JOIN subgraph.order o ON o.id = e.order_id
         WHERE e.budget_id = ANY($1::text[]) AND o.buyer = lower($2) GROUP BY e.budget_id`,
        [ids, buyer],
      ),
    budgetEntries: (ids, first) =>
      database.query<BudgetEntryRow>(
        `SELECT budget_id, order_id, kind, rho_micro, timestamp, tx FROM (
           SELECT e.*, row_number() OVER (PARTITION BY budget_id ORDER BY block DESC, log_index DESC) AS place
           FROM subgraph.budget_entry e WHERE budget_id = ANY($1::text[])
         ) AS ranked WHERE place <= $2 ORDER BY budget_id, place`,
        [ids, first],
      ),
    consents: (ids) =>
      database.query<ConsentRow>(
        `SELECT id, epoch, roots, grants_count, pending_count, withdrawals_count, suspended, opt_out_roots FROM subgraph.consent
         WHERE id = ANY($1::text[])`,
        [ids],
      ),
  };
}
