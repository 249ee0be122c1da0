import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";

const running = new Set<ChildProcess>();
let listening = false;

/** Ties a child to this process: a signal that ends this process is passed to it first, so no tool keeps running. */
export function endWithThisProcess(child: ChildProcess): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      for (const each of running) each.kill("SIGTERM");
      process.exit(128 + constants.signals[signal]);
    });
}
