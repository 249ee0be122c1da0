import type { Database } from "../../../database/Database.ts";

/** An order's row in the index; amounts as decimal text, times in unix seconds. */
export type OrderRow = {
  readonly id: string;
  readonly buyer: string;
  readonly client_order_id: string;
  readonly status: string;
  readonly datasets: string[];
  readonly versions: string[];
  readonly prices_wei: string[];
  readonly providers: string[];
  readonly spec_digest: string;
  readonly buyer_key: string;
  readonly rows: number;
  readonly rho_micro: string;
  readonly purpose: number;
  readonly access_seconds: number;
  readonly total_wei: string;
  readonly workers_wei: string;
  readonly evaluator_wei: string;
  readonly treasury_wei: string;
  readonly renewal_wei: string;
  readonly treasury: string;
  readonly permit_id: string | null;
  readonly permit_version: number;
  readonly deadline: number;
  readonly placed_at: number;
  readonly placed_tx: string;
  readonly access_until: number;
  readonly settlement_id: string | null;
  readonly settled_at: number | null;
  readonly released_at: number | null;
  readonly refunded_at: number | null;
};
/** A job's row; id is the order's. */
export type JobRow = {
  readonly id: string;
  readonly state: string;
  readonly fail_reason: string | null;
  readonly nodes: string[];
  readonly consent_epochs: string[];
  readonly terms_hash: string | null;
  readonly claimed_at: number | null;
  readonly deadline: number | null;
  readonly commit_digest: string | null;
  readonly dropped_mask: number;
  readonly result_commits: string[];
  readonly evaluator: string | null;
  readonly manifest_digest: string | null;
  readonly output_hash: string | null;
  readonly model_digest: string | null;
  readonly certificate_digest: string | null;
  readonly passed: boolean | null;
  readonly evaluator_passed: boolean | null;
  readonly release_class: number | null;
  readonly tvd1_bps: number | null;
  readonly tvd2_bps: number | null;
  readonly membership_auc_bps: number | null;
  readonly updated_at: number;
};
export type JobEventRow = {
  readonly job_id: string;
  readonly state: string;
  readonly timestamp: number;
  readonly tx: string;
  readonly gas_used: string | null;
};
export type EquivocationRow = {
  readonly order_id: string;
  readonly node: string;
  readonly reporter: string;
  readonly slashed_wei: string;
  readonly timestamp: number;
  readonly tx: string;
};
/** An order together with the dataset it was asked for. */
export type DatasetOrderRow = OrderRow & { readonly dataset_id: string };

/** SQL about orders and their jobs. Lists are newest first. */
export type OrderStorage = {
  byIds(ids: readonly string[]): Promise<OrderRow[]>;
  list(buyer: string | null, first: number): Promise<OrderRow[]>;
  ofDatasets(datasetIds: readonly string[], first: number): Promise<DatasetOrderRow[]>;
  ofPermits(permitIds: readonly string[], first: number): Promise<OrderRow[]>;
  jobs(ids: readonly string[]): Promise<JobRow[]>;
  /** In the order in which they happened. */
  history(ids: readonly string[]): Promise<JobEventRow[]>;
  equivocations(ids: readonly string[]): Promise<EquivocationRow[]>;
};

const COLUMNS = [
  "id buyer client_order_id status datasets versions prices_wei providers spec_digest buyer_key rows rho_micro purpose",
  "access_seconds total_wei workers_wei evaluator_wei treasury_wei renewal_wei treasury permit_id permit_version deadline",
  "placed_at placed_tx access_until settlement_id settled_at released_at refunded_at",
]
  .join(" ")
  .split(" ")
  .map((column) => `o.${column}`)
  .join(", ");

const JOB_COLUMNS = `id, state, fail_reason, nodes, consent_epochs, terms_hash, claimed_at, deadline, commit_digest, dropped_mask, result_commits, evaluator,
  manifest_digest, output_hash, model_digest, certificate_digest, passed, evaluator_passed, release_class, tvd1_bps, tvd2_bps,
  membership_auc_bps, updated_at`;

/** OrderStorage over the index's tables. */
export function orderStorage(database: Database): OrderStorage {
  return {
    byIds: (ids) =>
      database.query<OrderRow>(`SELECT ${COLUMNS} FROM subgraph.order o WHERE o.id = ANY($1::text[])`, [ids]),
    list: (buyer, first) =>
      database.query<OrderRow>(
        `SELECT ${COLUMNS} FROM subgraph.order o WHERE $1::text IS NULL OR o.buyer = lower($1)
         ORDER BY o.id::numeric DESC LIMIT $2`,
        [buyer, first],
      ),
    ofDatasets: (datasetIds, first) =>
      database.query<DatasetOrderRow>(
        `SELECT * FROM (
           SELECT ${COLUMNS}, wanted.dataset_id,
                  row_number() OVER (PARTITION BY wanted.dataset_id ORDER BY o.id::numeric DESC) AS place
           FROM unnest($1::text[]) AS wanted(dataset_id) JOIN subgraph.order o ON wanted.dataset_id = ANY(o.datasets)
         ) AS ranked WHERE place <= $2 ORDER BY dataset_id, place`,
        [datasetIds, first],
      ),
    ofPermits: (permitIds, first) =>
      database.query<OrderRow>(
        `SELECT * FROM (
           SELECT ${COLUMNS}, row_number() OVER (PARTITION BY o.permit_id ORDER BY o.id::numeric DESC) AS place
           FROM subgraph.order o WHERE o.permit_id = ANY($1::text[])
         ) AS ranked WHERE place <= $2 ORDER BY permit_id, place`,
        [permitIds, first],
      ),
    jobs: (ids) =>
      database.query<JobRow>(`SELECT ${JOB_COLUMNS} FROM subgraph.job WHERE id = ANY($1::text[])`, [ids]),
    history: (ids) =>
      database.query<JobEventRow>(
        `SELECT job_id, state, timestamp, tx, gas_used FROM subgraph.job_event WHERE job_id = ANY($1::text[])
         ORDER BY block, log_index`,
        [ids],
      ),
    equivocations: (ids) =>
      database.query<EquivocationRow>(
        `SELECT order_id, node, reporter, slashed_wei, timestamp, tx FROM subgraph.equivocation
         WHERE order_id = ANY($1::text[]) ORDER BY timestamp, id`,
        [ids],
      ),
  };
}
