import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../database/Database.ts";
import { DATABASE_CLOCK_MS as NOW } from "../databaseClock.ts";

/** What a replica wants to do alone. `note` is told to the others with each prolongation; plain JSON. */
export type LeaseOptions = {
  readonly database: Database;
  readonly name: string;
  /** Unlike that of any other process. */
  readonly holder: string;
  readonly leaseMs: number;
  readonly log: Record<"info" | "warn", (details: object, text: string) => void>;
  /** Begins the work. When it rejects, the lease is given back and tried for again later. */
  gained(): Promise<void>;
  /** Ends the work; called after every `gained` that resolved. */
  lost(): Promise<void>;
  note(): unknown;
};

/** A process that holds a lease or waits for it. */
export type LeaseHolder = {
  /** Ends the work and gives the lease back, so that another one takes over at once. */
  stop(): Promise<void>;
};

/**
 * Lets one replica at a time do something: whoever holds the row in `gateway.lease` and prolongs it in time, by the database's clock. A holder that
 * cannot prolong stops its work before its lease is over by its own clock; what it was doing in that moment must be safe against a second one
 * (the index is: its cursor is checked in every transaction). Resolves after the first try; rejects when that gained the lease and `gained` rejected.
 */
export async function holdLease(options: LeaseOptions): Promise<LeaseHolder> {
  const { database, name, holder, leaseMs, log } = options;
  const stopping = new AbortController();
  let isHeld = false;
  let goodUntil = 0;

  const take = async (): Promise<boolean> => {
    const askedAt = performance.now();
    const rows = await database.query(
      `INSERT INTO gateway.lease (name, holder, until, note) VALUES ($1, $2, ${NOW} + $3::bigint, $4::jsonb)
       ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until, note = EXCLUDED.note
       WHERE gateway.lease.holder = EXCLUDED.holder OR gateway.lease.until < ${NOW} RETURNING name`,
      [name, holder, leaseMs, JSON.stringify(isHeld ? options.note() : null)],
    );
    if (rows.length === 1) goodUntil = askedAt + leaseMs;
    return rows.length === 1;
  };
  const giveBack = () =>
    database.query("DELETE FROM gateway.lease WHERE name = $1 AND holder = $2", [name, holder]);
  const end = async () => {
    isHeld = false;
    await options.lost();
  };
  /** One try to take or prolong. */
  const step = async (): Promise<void> => {
    const taken = await take().catch((err: unknown) => {
      log.warn({ err, lease: name }, "the lease could not be asked for");
      // Two thirds of a lease leave time to stop before another one may begin.
      return isHeld && performance.now() < goodUntil - leaseMs / 3;
    });
    if (taken && !isHeld) {
      log.info({ lease: name }, "lease taken");
      await options.gained().catch(async (error: unknown) => {
        await giveBack();
        throw error;
      });
      isHeld = true;
    } else if (!taken && isHeld) {
      log.warn({ lease: name }, "lease lost");
      await end();
    }
  };

  await step();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await pause(leaseMs / 3, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await step().catch((err: unknown) =>
        log.warn({ err, lease: name }, "the work of a lease did not begin"),
      );
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
      if (!isHeld) return;
      await end();
      // A lease that cannot be given back ends by itself.
      await giveBack().catch((err: unknown) =>
        log.warn({ err, lease: name }, "the lease was not given back"),
      );
    },
  };
}
