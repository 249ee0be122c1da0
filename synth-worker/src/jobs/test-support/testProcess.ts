import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Progress } from "../shared/progress.ts";

/** A forked process of the market under test, with everything it told. */
export type TestProcess = {
  readonly child: ChildProcess;
  readonly told: (Progress & { readonly type: string })[];
  /** Its log so far (stderr and stdout). */
  log(): string;
  /** The first `ready` message; rejects when the process ends before, with its log's end. */
  readonly ready: Promise<{ url?: string; datasetId?: string; address?: string }>;
  /** Exit code, or null for a signal. */
  readonly exited: Promise<number | null>;
  /** The error object of a failed start. */
  failure(): { code?: string } | null;
  /** The first progress of this step (and order), now or later. */
  saw(step: string, orderId?: bigint): Promise<Progress>;
  stop(): Promise<void>;
};

const WAIT_MILLISECONDS = 180_000;
const root = new URL("../../../../", import.meta.url);

/** Forks `entry` (path from the repository root) with exactly this environment. It ends with the test process: its IPC channel closes. */
export function startProcess(entry: string, env: Record<string, string>, args: string[] = []): TestProcess {
  const child = fork(fileURLToPath(new URL(entry, root)), args, {
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: "1", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
    cwd: fileURLToPath(root),
  });
  let log = "";
  const collect = (chunk: Buffer) => {
    log += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const told: TestProcess["told"] = [];
  const listeners = new Set<() => void>();
  let failure: { code?: string } | null = null;
  // "exit" may come before the last message; "disconnect" comes after it.
  const disconnected = new Promise<void>((resolve) => child.once("disconnect", () => resolve()));
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => void disconnected.then(() => resolve(code)));
  });
  const ready = new Promise<{ url?: string }>((resolve, reject) => {
    child.on("message", (message: { type?: string; ready?: boolean; error?: { code?: string } }) => {
      if (message.ready === true || message.type === "ready") resolve(message as { url?: string });
      if (message.ready === false) failure = message.error ?? {};
      if (message.type === "progress") told.push(message as TestProcess["told"][number]);
      for (const listener of listeners) listener();
    });
    void exited.then((code) => reject(new Error(`${entry} ended with ${code}: ${log.slice(-2000)}`)));
  });
  ready.catch(() => undefined);
  return {
    child,
    told,
    log: () => log,
    ready,
    exited,
    failure: () => failure,
    saw: (step, orderId) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = told.find(
            (entry_) => entry_.step === step && (orderId === undefined || entry_.orderId === String(orderId)),
          );
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        // Not an assertion about speed: a step that never comes must end the test with the log in its message.
        void delay(WAIT_MILLISECONDS, undefined, { ref: false }).then(() => {
          if (listeners.delete(look))
            reject(new Error(`${entry} did not tell ${step} ${orderId ?? ""}: ${log.slice(-4000)}`));
        });
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await exited;
      clearTimeout(timer);
    },
  };
}
