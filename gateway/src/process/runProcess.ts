import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";

/** Something that runs until it is closed. */
export type Running = { readonly url: string; close(): Promise<void> };

/**
 * Life of a server process: starts it, says so as one JSON line on stdout `{"ready":true,"url":...}` (and to the parent when forked),
 * closes it on SIGTERM, SIGINT or when the parent goes away, and exits. A failed start is told as `{"ready":false,"error":...}` and exit code 1.
 */
export async function runProcess(log: Logger, start: () => Promise<Running>): Promise<void> {
  let running: Running;
  try {
    running = await start();
  } catch (cause) {
    const error =
      cause instanceof SymbolonError
        ? cause
        : new SymbolonError(
            "E8004",
            { process: "The server", reason: String(cause), log: "stderr" },
            { cause },
          );
    log.fatal({ err: cause }, error.message);
    tell({ ready: false, error: error.toJSON() });
    process.exitCode = 1;
    process.disconnect?.();
    return;
  }
  let stopping = false;
  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "stopping");
    try {
      await running.close();
      process.exit(0);
    } catch (cause) {
      log.error({ err: cause }, "did not stop cleanly");
      process.exit(1);
    }
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  process.on("disconnect", () => void stop("parent gone"));
  // It may have gone during the start, before anybody listened; undefined: there never was one.
  if (process.connected === false) return await stop("parent gone");
  tell({ ready: true, url: running.url });
}

function tell(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
  // Sending to a parent that is gone would end the process.
  if (process.connected) process.send?.(message);
}
