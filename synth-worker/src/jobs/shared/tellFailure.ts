import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";

/**
 * Ends a process that cannot do what it was started for: its log and its parent (IPC, else a JSON line on stdout) are told
 * `{"type":"failed","ready":false,"error":...}`, and the exit code is 1. `otherwise`: the log's words for what is no Error.
 */
export function tellFailure(log: Logger, error: unknown, otherwise: string): void {
  log.fatal({ err: error }, error instanceof Error ? error.message : otherwise);
  const told = {
    type: "failed",
    ready: false,
    error: error instanceof SymbolonError ? error.toJSON() : { what: String(error) },
  };
  process.exitCode = 1;
  if (process.send === undefined || !process.connected) process.stdout.write(`${JSON.stringify(told)}\n`);
  else process.send(told, () => process.disconnect());
}
