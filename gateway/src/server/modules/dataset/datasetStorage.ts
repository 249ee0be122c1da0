import type { Database } from "../../../database/Database.ts";
import { type DatasetFilter, datasetConditions } from "./datasetConditions.ts";

/** A dataset's row in the index, joined with what its catalogue entry says (null while that is not fetched). */
export type DatasetRow = {
  readonly id: string;
  readonly provider: string;
  readonly status: string;
  readonly lane: string;
  readonly catalogue_digest: string;
  readonly schema_digest: string;
  readonly price_wei: string;
  readonly purposes_mask: number;
  readonly category_code: number;
  readonly version: number;
  readonly published_at: number;
  readonly published_tx: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly records: number | null;
  readonly licence: string | null;
};
/** Budget in micro-rho as decimal text; id is the dataset's. */
export type BudgetRow = {
  readonly id: string;
  readonly cap_micro: string;
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
export type ConsentRow = { readonly id: string; readonly epoch: string; readonly roots: string[] };
export type FacetRow = { readonly value: string; readonly count: number };

/** SQL about datasets. Pages go up by number; `after` is the last id of the page before. */
export type DatasetStorage = {
  page(filter: DatasetFilter, first: number, after: string | null): Promise<DatasetRow[]>;
  count(filter: DatasetFilter): Promise<number>;
  facet(filter: DatasetFilter, of: "category" | "purpose" | "schema"): Promise<FacetRow[]>;
  byIds(ids: readonly string[]): Promise<DatasetRow[]>;
  budgets(ids: readonly string[]): Promise<BudgetRow[]>;
  /** Newest first, at most `first` per dataset. */
  budgetEntries(ids: readonly string[], first: number): Promise<BudgetEntryRow[]>;
  consents(ids: readonly string[]): Promise<ConsentRow[]>;
};

const COLUMNS = `d.id, d.provider, d.status, d.lane, d.catalogue_digest, d.schema_digest, d.price_wei, d.purposes_mask, d.category_code,
  d.version, d.published_at, d.published_tx, c.title, c.description, c.records, c.licence`;
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
        "SELECT id, cap_micro, reserved_micro, spent_micro, available_micro FROM subgraph.budget WHERE id = ANY($1::text[])",
        [ids],
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
      database.query<ConsentRow>("SELECT id, epoch, roots FROM subgraph.consent WHERE id = ANY($1::text[])", [
        ids,
      ]),
  };
}
