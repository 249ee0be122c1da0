import { setTimeout as pause } from "node:timers/promises";
import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { Metrics } from "../../server/metrics.ts";
import type { ClaimedTask, TaskQueue } from "./taskQueue.ts";

/**
 * Does one kind of task and gives its result, as JSON. It may be run again after it did part of its work or all of it, so doing it twice must be the
 * same as once. `signal` says that the lease is lost: stop, another process has it.
 */
export type TaskHandler = (payload: unknown, signal: AbortSignal) => Promise<unknown>;

/** How a process works at tasks. `everySeconds`: kinds that are added again and again, once for all replicas in each such time. */
export type TaskRunnerOptions = {
  readonly queue: TaskQueue;
  readonly handlers: Readonly<Record<string, TaskHandler>>;
  readonly everySeconds?: Readonly<Record<string, number>>;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly atOnce?: number;
  readonly leaseMs?: number;
  readonly pollMs?: number;
  /** Unix seconds; decides only which turn of a recurring kind it is. */
  now(): number;
};

/** A running worker loop. */
export type TaskRunner = {
  /** Claims nothing more and waits for what is running; what is not done after `graceMs` is given back to the others. */
  stop(graceMs: number): Promise<void>;
};

const LEASE_MS = 60_000;
const POLL_MS = 1_000;
const AT_ONCE = 2;
const REMEMBERED_MS = 7 * 86_400_000;
const FORGET = "forget-tasks";
const FORGET_EVERY_SECONDS = 3_600;

/** Works at due tasks until it is stopped. A database that is away is waited for; what was running then is run again when its lease is over. */
export function runTasks(options: TaskRunnerOptions): TaskRunner {
  const { queue, log, metrics, now, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  const handlers: Record<string, TaskHandler> = {
    ...options.handlers,
    [FORGET]: () => queue.forget(REMEMBERED_MS),
  };
  const everySeconds = { ...options.everySeconds, [FORGET]: FORGET_EVERY_SECONDS };
  const kinds = Object.keys(handlers);
  const stopping = new AbortController();
  /** Time to stop is over: what is still held goes back to the others. */
  const handBack = new AbortController();
  const held = new Set<ClaimedTask>();
  const lastTurns = new Map<string, number>();

  const addRecurring = async () => {
    for (const [kind, seconds] of Object.entries(everySeconds)) {
      const turn = Math.floor(now() / seconds);
      if (lastTurns.get(kind) === turn) continue;
      await queue.add({ kind, key: String(turn) });
      lastTurns.set(kind, turn);
    }
  };

  const work = async (task: ClaimedTask): Promise<void> => {
    const lost = new AbortController();
    const beat = setInterval(() => {
      queue.extend(task, leaseMs).then(
        (isHeld) => {
          if (!isHeld) lost.abort();
        },
        (err) => log.warn({ err, kind: task.kind }, "the lease of a task could not be prolonged"),
      );
    }, leaseMs / 3);
    const signal = AbortSignal.any([lost.signal, handBack.signal]);
    try {
      const result = await handlers[task.kind]!(task.payload, signal);
      const outcome = (await queue.finish(task, result)) ? "done" : "lost";
      metrics?.count("symbolon_tasks_total", { kind: task.kind, outcome });
    } catch (cause) {
      if (handBack.signal.aborted) return;
      const error = cause instanceof SymbolonError ? cause : unexpected(task.kind, cause);
      const outcome = await queue.fail(task, error);
      metrics?.count("symbolon_tasks_total", { kind: task.kind, outcome });
      const level = outcome === "dead" ? "error" : "warn";
      log[level](
        { err: cause, kind: task.kind, task: task.id, attempt: task.attempt, outcome },
        "task failed",
      );
    } finally {
      clearInterval(beat);
    }
  };

  const lane = async (isFirst: boolean): Promise<void> => {
    while (!stopping.signal.aborted) {
      let task: ClaimedTask | null = null;
      try {
        if (isFirst) await addRecurring();
        task = await queue.claim(kinds, leaseMs);
        if (task !== null) {
          held.add(task);
          await work(task);
        }
      } catch (err) {
        log.warn({ err }, "the task queue cannot be reached");
        task = null;
      } finally {
        if (task !== null) held.delete(task);
      }
      if (task === null) await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const lanes = Array.from({ length: options.atOnce ?? AT_ONCE }, (_, index) => lane(index === 0));

  return {
    async stop(graceMs) {
      stopping.abort();
      const done = Promise.all(lanes).then(() => true);
      const inTime = await Promise.race([done, pause(graceMs, false, { ref: false })]);
      if (inTime) return;
      handBack.abort();
      for (const task of held) await queue.release(task);
    },
  };
}

/** Not caught by whom it concerned: the handler's fault, or a database or network that failed. Its text may hold anything, so only its kind is kept. */
function unexpected(kind: string, cause: unknown): SymbolonError {
  const reason = cause instanceof Error ? cause.name : "unknown error";
  return new SymbolonError("E9030", { kind, reason }, { cause });
}
