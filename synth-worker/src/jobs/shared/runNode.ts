import { isRetryable } from "./isRetryable.ts";
import { makeLogger } from "./makeLogger.ts";
import { sleep } from "./sleep.ts";
import { tellFailure } from "./tellFailure.ts";

const START_ATTEMPTS = 20;

/**
 * Life of a node process: starts it (waiting for an RPC or store that is not up yet), then stops it on SIGTERM, SIGINT or when the parent
 * that forked it goes away: the running step finishes, then the process exits with 0. A failed start is logged with its code and told as
 * `{"type":"failed","ready":false,"error":...}`; the exit code is 1.
 */
export async function runNode(
  name: string,
  start: (signal: AbortSignal) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const log = makeLogger(name, "info");
  const abort = new AbortController();
  let running: { close(): Promise<void> } | null = null;
  const stop = async (reason: string) => {
    if (abort.signal.aborted) return;
    log.info({ reason }, "stopping");
    abort.abort();
    let code = 0;
    try {
      await running?.close();
    } catch (error) {
      log.error({ err: error }, "did not stop cleanly");
      code = 1;
    }
    process.exit(code);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  process.on("disconnect", () => void stop("parent gone"));
  // It may have gone while this process was loading its code, before anybody listened; undefined: there never was one.
  if (process.connected === false) await stop("parent gone");
  for (let attempt = 1; !abort.signal.aborted; attempt++) {
    try {
      running = await start(abort.signal);
      return;
    } catch (error) {
      if (isRetryable(error) && attempt < START_ATTEMPTS) {
        log.warn({ err: error, attempt }, "not started yet, trying again");
        await sleep(Math.min(250 * attempt, 2000), abort.signal);
        continue;
      }
      // Closing the IPC channel fires "disconnect", which must not turn this into a clean stop.
      abort.abort();
      tellFailure(log, error, "did not start");
      return;
    }
  }
}
