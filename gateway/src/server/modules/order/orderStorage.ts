import type { Database } from "../../../database/Database.ts";

/** An order's row in the index; amounts as decimal text, times in unix seconds. */
export type OrderRow = {
  readonly id: string;
  readonly buyer: string;
  readonly status: string;
  readonly datasets: string[];
  readonly spec_digest: string;
  readonly rows: number;
  readonly rho_micro: string;
  readonly purpose: number;
  readonly total_wei: string;
  readonly deadline: number;
  readonly placed_at: number;
  readonly placed_tx: string;
  readonly access_until: number;
};
/** A job's row; id is the order's. */
export type JobRow = {
  readonly id: string;
  readonly state: string;
  readonly fail_reason: string | null;
  readonly nodes: string[];
  readonly consent_epochs: string[];
  readonly evaluator: string | null;
  readonly manifest_digest: string | null;
  readonly output_hash: string | null;
  readonly model_digest: string | null;
  readonly certificate_digest: string | null;
  readonly passed: boolean | null;
  readonly updated_at: number;
};
export type JobEventRow = {
  readonly job_id: string;
  readonly state: string;
  readonly timestamp: number;
  readonly tx: string;
  readonly gas_used: string | null;
};
export type PayoutRow = {
  readonly order_id: string;
  readonly account: string;
  readonly kind: string;
  readonly amount_wei: string;
};
/** An order together with the dataset it was asked for. */
export type DatasetOrderRow = OrderRow & { readonly dataset_id: string };

/** SQL about orders and their jobs. Lists are newest first. */
export type OrderStorage = {
  byIds(ids: readonly string[]): Promise<OrderRow[]>;
  list(buyer: string | null, first: number): Promise<OrderRow[]>;
  ofDatasets(datasetIds: readonly string[], first: number): Promise<DatasetOrderRow[]>;
  jobs(ids: readonly string[]): Promise<JobRow[]>;
  /** In the order in which they happened. */
  history(ids: readonly string[]): Promise<JobEventRow[]>;
  payouts(ids: readonly string[]): Promise<PayoutRow[]>;
};

const COLUMNS = `o.id, o.buyer, o.status, o.datasets, o.spec_digest, o.rows, o.rho_micro, o.purpose, o.total_wei, o.deadline, o.placed_at,
  o.placed_tx, o.access_until`;

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
    jobs: (ids) =>
      database.query<JobRow>(
        `SELECT id, state, fail_reason, nodes, consent_epochs, evaluator, manifest_digest, output_hash, model_digest,
                certificate_digest, passed, updated_at FROM subgraph.job WHERE id = ANY($1::text[])`,
        [ids],
      ),
    history: (ids) =>
      database.query<JobEventRow>(
        `SELECT job_id, state, timestamp, tx, gas_used FROM subgraph.job_event WHERE job_id = ANY($1::text[])
         ORDER BY block, log_index`,
        [ids],
      ),
    payouts: (ids) =>
      database.query<PayoutRow>(
        `SELECT order_id, account, kind, amount_wei FROM subgraph.reward_credit WHERE order_id = ANY($1::text[])
         ORDER BY block, log_index`,
        [ids],
      ),
  };
}
