import type { Database } from "../../../database/Database.ts";

/** A worker's row in the index; id is its account. */
export type WorkerRow = {
  readonly id: string;
  readonly roles: number;
  readonly endpoint: string;
  readonly hpke_key: string;
  readonly stake_wei: string;
  readonly slashed_wei: string;
  readonly active: boolean;
};
export type WorkerSlashRow = {
  readonly worker_id: string;
  readonly order_id: string;
  readonly slashed_wei: string;
  readonly beneficiary: string;
  readonly timestamp: number;
  readonly tx: string;
};

const MOST_WORKERS = 1000;

/** SQL about workers. */
export type WorkerStorage = {
  /** All who ever registered, in that order. */
  list(): Promise<WorkerRow[]>;
  /** Newest first, at most `first` per worker. */
  slashes(workers: readonly string[], first: number): Promise<WorkerSlashRow[]>;
};

/** WorkerStorage over the index's tables. */
export function workerStorage(database: Database): WorkerStorage {
  return {
    list: () =>
      database.query<WorkerRow>(
        `SELECT id, roles, endpoint, hpke_key, stake_wei, slashed_wei, active FROM subgraph.worker
         ORDER BY registered_at, id LIMIT ${MOST_WORKERS}`,
      ),
    slashes: (workers, first) =>
      database.query<WorkerSlashRow>(
        `SELECT worker_id, order_id, slashed_wei, beneficiary, timestamp, tx FROM (
           SELECT s.*, row_number() OVER (PARTITION BY worker_id ORDER BY block DESC, log_index DESC) AS place
           FROM subgraph.worker_slash s WHERE worker_id = ANY($1::text[])
         ) AS ranked WHERE place <= $2 ORDER BY worker_id, place`,
        [workers, first],
      ),
  };
}
