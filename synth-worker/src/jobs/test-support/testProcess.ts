import { type ChildProcess, fork } from "node:child_process";
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
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
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
      new Promise((resolve) => {
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
