import type { Queryable } from "../../database/Database.ts";

/** Where one back end stands with one content. `lost`: it was pinned there and is not any more, or not undamaged. */
export type ReplicaState = "wanted" | "pending" | "pinned" | "failed" | "lost";

/** One row of gateway.pin_replica. Times in unix seconds, 0 for never. */
export type Replica = {
  readonly backend: string;
  readonly state: ReplicaState;
  readonly fault: string | null;
  readonly attempts: number;
  readonly next_attempt_at: number;
  readonly sampled_at: number;
  readonly verified_at: number;
};

/** SQL of gateway.pin_replica. */
export type ReplicaTable = {
  of(cid: string): Promise<Replica[]>;
  /**
   * Writes a state that was reached; faults before it are forgotten. What is promised anew (`pending`) is waited for until `patienceEndsAt`, which
   * stands in next_attempt_at.
   */
  reached(
    cid: string,
    backend: string,
    state: "wanted" | "pending" | "pinned",
    patienceEndsAt?: number,
  ): Promise<void>;
  /** Writes what went wrong and when to try again. */
  failed(
    cid: string,
    backend: string,
    state: "failed" | "lost",
    fault: string,
    nextAttemptAt: number,
  ): Promise<void>;
  remove(cid: string, backend: string): Promise<void>;
};

/** ReplicaTable over STORAGE_TABLES. */
export function replicaTable(database: Queryable): ReplicaTable {
  return {
    of: (cid) =>
      database.query<Replica>(
        `SELECT backend, state, fault, attempts, next_attempt_at, sampled_at, verified_at FROM gateway.pin_replica
         WHERE cid = $1 ORDER BY backend`,
        [cid],
      ),
    async reached(cid, backend, state, patienceEndsAt = 0) {
      await database.query(
        `INSERT INTO gateway.pin_replica (cid, backend, state, next_attempt_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (cid, backend) DO UPDATE SET state = excluded.state,
           next_attempt_at = CASE WHEN pin_replica.state = excluded.state THEN pin_replica.next_attempt_at ELSE excluded.next_attempt_at END,
           fault = CASE WHEN excluded.state = 'wanted' THEN pin_replica.fault END,
           attempts = CASE WHEN excluded.state = 'wanted' THEN pin_replica.attempts ELSE 0 END`,
        [cid, backend, state, patienceEndsAt],
      );
    },
    async failed(cid, backend, state, fault, nextAttemptAt) {
      await database.query(
        `INSERT INTO gateway.pin_replica (cid, backend, state, fault, attempts, next_attempt_at) VALUES ($1, $2, $3, $4, 1, $5)
         ON CONFLICT (cid, backend) DO UPDATE SET state = excluded.state, fault = excluded.fault,
           attempts = pin_replica.attempts + 1, next_attempt_at = excluded.next_attempt_at`,
        [cid, backend, state, fault.slice(0, 500), nextAttemptAt],
      );
    },
    async remove(cid, backend) {
      await database.query("DELETE FROM gateway.pin_replica WHERE cid = $1 AND backend = $2", [cid, backend]);
    },
  };
}
