import type { Logger } from "pino";
import type { Queryable } from "./Database.ts";
import { tidyTables } from "./tidyTables.ts";

/** Pauses between tidyings: short while a new database fills, then longer. */
const FIRST_PAUSE_MS = 10_000;
const MAX_PAUSE_MS = 600_000;

/** Tidies the embedded database after 10 seconds, then after pauses that double up to 10 minutes; gives how to end that, after a run under way. */
export function startTidying(database: Queryable, log: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isEnded = false;
  const schedule = (pauseMs: number): void => {
    timer = setTimeout(() => {
      running = tidyTables(database)
        .catch((error: unknown) => {
          // Tables may be dropped and made anew meanwhile: the next run finds them.
          if (!isEnded) log.warn({ err: error }, "tables were not tidied");
        })
        .then(() => {
          if (!isEnded) schedule(Math.min(MAX_PAUSE_MS, pauseMs * 2));
        });
    }, pauseMs);
    timer.unref();
  };
  schedule(FIRST_PAUSE_MS);
  return async () => {
    isEnded = true;
    clearTimeout(timer);
    await running;
  };
}
