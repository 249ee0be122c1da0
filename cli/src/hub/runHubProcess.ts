import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { HubVariables } from "./environment.ts";

/** What a process of the hub tells its parent as it starts, or as its result. */
export type HubMessage = {
  readonly ready?: boolean;
  readonly type?: string;
  readonly url?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code?: string; readonly what?: string; readonly todo?: string };
};

/** A process of the hub; it ends by itself when this one is gone. */
export type HubChild = {
  readonly process: ChildProcess;
  /** Resolves with its last word, once it has ended. */
  readonly ended: Promise<{ readonly code: number; readonly last: HubMessage | null }>;
};

/** Entry points by the room's package, so that the command line imports nothing of them. */
const ENTRIES = {
  hub: () => import.meta.resolve("@symbolon/gateway/src/operations/hub/main.ts"),
  worker: () => import.meta.resolve("@symbolon/synth-worker/worker"),
} as const;

/** Starts a process of the hub. Its log goes to this process's stderr; `told` hears what it tells. A process that was killed has exit code 1. */
export function runHubProcess(
  entry: keyof typeof ENTRIES,
  args: readonly string[],
  env: HubVariables,
  told: (message: HubMessage) => void = () => {},
): HubChild {
  const child = fork(fileURLToPath(ENTRIES[entry]()), [...args], {
    env,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let last: HubMessage | null = null;
  child.on("message", (message: HubMessage) => {
    last = message;
    told(message);
  });
  const ended = new Promise<{ code: number; last: HubMessage | null }>((resolve, reject) => {
    child.once("error", reject);
    // After "exit" a last message may still be under way; "close" comes after it.
    child.once("close", (code) => resolve({ code: code ?? 1, last }));
  });
  return { process: child, ended };
}
