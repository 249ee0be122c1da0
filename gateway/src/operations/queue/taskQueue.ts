import { randomUUID } from "node:crypto";
import { redactLogLine, SymbolonError } from "@symbolon/protocol";
import type { Database, Queryable } from "../../database/Database.ts";
import { DATABASE_CLOCK_MS as NOW } from "../databaseClock.ts";
import { retryDelayMs } from "./retryDelayMs.ts";

/**
 * What is to be done once. `key` names the work within its kind: adding it again, from any replica, changes nothing for as long as the task is
 * remembered. The payload is kept in clear and in backups: ids and digests, nothing about persons.
 */
export type NewTask = {
  readonly kind: string;
  readonly key: string;
  readonly payload?: unknown;
  readonly delayMs?: number;
  readonly maxAttempts?: number;
};

/** A task that this process holds; `attempt` counts from 1, `lease` is what proves it holds it. */
export type ClaimedTask = {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempt: number;
  readonly lease: string;
};

/** A task that nobody tries any more, with the catalogued error of its last attempt. */
export type DeadTask = {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly attempts: number;
  readonly code: string;
  readonly what: string;
  readonly todo: string;
  readonly endedAtMs: number;
};

/** Tasks that all replicas on one database share. What a process that lost its lease says about the task is not taken: false, or "lost". */
export type TaskQueue = {
  /** Adds a task, in the caller's transaction where one is given. False: the key is known already. */
  add(task: NewTask, sql?: Queryable): Promise<boolean>;
  /** Takes the task that is due longest, for `leaseMs`. A task whose process died at its last attempt becomes a dead letter (E9031) here. */
  claim(kinds: readonly string[], leaseMs: number): Promise<ClaimedTask | null>;
  /** Prolongs the lease to `leaseMs` from now. */
  extend(task: ClaimedTask, leaseMs: number): Promise<boolean>;
  finish(task: ClaimedTask, result: unknown): Promise<boolean>;
  /** A retryable error brings the task back after a growing delay while attempts are left; any other makes it a dead letter. */
  fail(task: ClaimedTask, error: SymbolonError): Promise<"waiting" | "dead" | "lost">;
  /** Gives a task back undone; the attempt does not count. */
  release(task: ClaimedTask): Promise<boolean>;
  /** The newest result of a kind, whoever worked it out; null before the first. */
  lastResult(kind: string): Promise<unknown>;
  counts(): Promise<{ readonly waiting: number; readonly running: number; readonly dead: number }>;
  /** Newest first. */
  deadLetters(limit: number): Promise<DeadTask[]>;
  /** Gives a dead letter all its attempts again. False when there is none of this id. */
  revive(id: string): Promise<boolean>;
  /** Forgets done tasks that ended longer ago than this, and with them their keys. */
  forget(olderThanMs: number): Promise<number>;
};

const MAX_ATTEMPTS = 8;

/** TaskQueue over the tables of OPERATIONS_TABLES; on PostgreSQL, claims of several replicas pass one another by (SKIP LOCKED). */
export function taskQueue(database: Database, random: () => number = Math.random): TaskQueue {
  /** Changes a task that this process still holds. */
  const held = async (task: ClaimedTask, change: string, params: readonly unknown[] = []) => {
    const rows = await database.query<{ status: "waiting" | "running" | "done" | "dead" }>(
      `UPDATE gateway.task SET ${change} WHERE id = $1 AND lease = $2 AND status = 'running' RETURNING status`,
      [task.id, task.lease, ...params],
    );
    return rows[0]?.status;
  };

  return {
    async add({ kind, key, payload = null, delayMs = 0, maxAttempts = MAX_ATTEMPTS }, sql = database) {
      const rows = await sql.query(
        `INSERT INTO gateway.task (id, kind, key, payload, status, max_attempts, due_at, added_at)
         VALUES ($1, $2, $3, $4::jsonb, 'waiting', $5, ${NOW} + $6::bigint, ${NOW}) ON CONFLICT (kind, key) DO NOTHING RETURNING id`,
        [randomUUID(), kind, key, JSON.stringify(payload), maxAttempts, Math.trunc(delayMs)],
      );
      return rows.length === 1;
    },
    async claim(kinds, leaseMs) {
      for (;;) {
        const lease = randomUUID();
        const [row] = await database.query<{
          id: string;
          kind: string;
          payload: unknown;
          attempts: number;
          status: string;
        }>(
          `WITH next AS MATERIALIZED (
             SELECT id, attempts >= max_attempts AS spent FROM gateway.task
             WHERE status IN ('waiting', 'running') AND due_at <= ${NOW}
               AND kind IN (SELECT jsonb_array_elements_text($1::jsonb))
             ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
           )
           UPDATE gateway.task t SET
             status = CASE WHEN spent THEN 'dead' ELSE 'running' END,
             attempts = t.attempts + CASE WHEN spent THEN 0 ELSE 1 END,
             lease = $2, due_at = ${NOW} + $3::bigint,
             ended_at = CASE WHEN spent THEN ${NOW} END,
             error_code = CASE WHEN spent THEN NULL ELSE error_code END
           FROM next WHERE t.id = next.id RETURNING t.id, t.kind, t.payload, t.attempts, t.status`,
          [JSON.stringify(kinds), lease, Math.trunc(leaseMs)],
        );
        if (row === undefined) return null;
        if (row.status === "running")
          return { id: row.id, kind: row.kind, payload: row.payload, attempt: row.attempts, lease };
      }
    },
    extend: async (task, leaseMs) =>
      (await held(task, `due_at = ${NOW} + $3::bigint`, [Math.trunc(leaseMs)])) !== undefined,
    finish: async (task, result) =>
      (await held(task, `status = 'done', lease = NULL, ended_at = ${NOW}, result = $3::jsonb`, [
        JSON.stringify(result ?? null),
      ])) !== undefined,
    async fail(task, error) {
      const { what, todo } = withoutPersons(error);
      const again = `$3 AND attempts < max_attempts`;
      const status = await held(
        task,
        `status = CASE WHEN ${again} THEN 'waiting' ELSE 'dead' END, lease = NULL,
         due_at = ${NOW} + $4::bigint, ended_at = CASE WHEN ${again} THEN NULL ELSE ${NOW} END,
         error_code = $5, error_what = $6, error_todo = $7`,
        [error.retryable, retryDelayMs(task.attempt, random), error.code, what, todo],
      );
      return status === "waiting" || status === "dead" ? status : "lost";
    },
    release: async (task) =>
      (await held(task, `status = 'waiting', lease = NULL, due_at = ${NOW}, attempts = attempts - 1`)) !==
      undefined,
    async lastResult(kind) {
      const [row] = await database.query<{ result: unknown }>(
        "SELECT result FROM gateway.task WHERE kind = $1 AND status = 'done' ORDER BY ended_at DESC LIMIT 1",
        [kind],
      );
      return row?.result ?? null;
    },
    async counts() {
      const rows = await database.query<{ status: string; n: number }>(
        "SELECT status, count(*)::integer AS n FROM gateway.task WHERE status <> 'done' GROUP BY status",
      );
      const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
      return { waiting: of("waiting"), running: of("running"), dead: of("dead") };
    },
    async deadLetters(limit) {
      const rows = await database.query<DeadTask & { code: string | null }>(
        `SELECT id, kind, key, attempts, error_code AS code, error_what AS what, error_todo AS todo, ended_at AS "endedAtMs"
         FROM gateway.task WHERE status = 'dead' ORDER BY ended_at DESC, id LIMIT $1`,
        [limit],
      );
      return rows.map((row) => (row.code === null ? { ...row, ...endedAtIt(row.kind) } : row));
    },
    async revive(id) {
      const rows = await database.query(
        `UPDATE gateway.task SET status = 'waiting', attempts = 0, due_at = ${NOW}, ended_at = NULL
         WHERE id = $1 AND status = 'dead' RETURNING id`,
        [id],
      );
      return rows.length === 1;
    },
    async forget(olderThanMs) {
      const rows = await database.query(
        `DELETE FROM gateway.task WHERE status = 'done' AND ended_at < ${NOW} - $1::bigint RETURNING id`,
        [Math.trunc(olderThanMs)],
      );
      return rows.length;
    },
  };
}

/** What is said of a task whose last attempt left no word: nobody was left to write it down. */
function endedAtIt(kind: string): Pick<DeadTask, "code" | "what" | "todo"> {
  const { code, what, todo } = new SymbolonError("E9031", { kind }).toJSON();
  return { code, what, todo };
}

/** What is kept of an error, in a table that operators read and backups hold, is what a log may hold. */
function withoutPersons(error: SymbolonError): Pick<DeadTask, "what" | "todo"> {
  return JSON.parse(redactLogLine(JSON.stringify(error))) as Pick<DeadTask, "what" | "todo">;
}
