import { type ChildProcess, fork } from "node:child_process";
import { createWriteStream } from "node:fs";
import { SymbolonError } from "@symbolon/protocol";
import type { Progress } from "./progress.ts";

/** A process of the stack. It exits by itself when this process dies, because its IPC channel closes. */
export type Room = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Asks it to stop and waits; kills it after five seconds. */
  stop(): Promise<void>;
  /** Kills it at once (SIGKILL), as a power cut would. */
  kill(): Promise<void>;
};

export type RoomOptions = {
  readonly name: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Record<string, string>;
  readonly logFile: string;
  readonly onProgress?: (progress: Progress) => void;
  /** The process ended although nobody asked it to. */
  readonly onExit?: (code: number | null) => void;
};

const START_MILLISECONDS = 180_000;
const STOP_MILLISECONDS = 5_000;

/** Starts a process and waits until it says it is ready. Its output goes to its log file. Throws E8004, or the coded error it reported. */
export async function startRoom(options: RoomOptions): Promise<Room> {
  const log = createWriteStream(options.logFile, { flags: "a" });
  const child = fork(options.entry, [...(options.args ?? [])], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      NODE_NO_WARNINGS: "1",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  let asked = false;
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  void exited.then((code) => {
    if (!asked) options.onExit?.(code);
  });
  // After "exit" some of its output may still be under way; "close" comes after it.
  child.once("close", () => log.end());
  child.on("message", (message) => {
    if (isProgress(message)) options.onProgress?.(message);
  });
  await ready(child, options, exited).catch(async (cause: unknown) => {
    asked = true;
    // One that was never born ends with no word; any other may write in its folder until it is gone.
    if (child.kill("SIGKILL")) await exited;
    throw cause;
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    asked = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
    await exited;
    clearTimeout(timer);
  };
  return {
    name: options.name,
    pid: child.pid!,
    logFile: options.logFile,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

function ready(child: ChildProcess, options: RoomOptions, exited: Promise<number | null>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new SymbolonError("E8004", { process: options.name, reason, log: options.logFile }, { cause }));
    const timer = setTimeout(
      () => fail(`not ready after ${START_MILLISECONDS / 1000} s`),
      START_MILLISECONDS,
    );
    child.once("error", (error) => fail(error.message, error));
    void exited.then((code) => fail(`it ended with exit code ${code}`));
    child.on(
      "message",
      (message: { ready?: boolean; type?: string; error?: { code: string; what: string } }) => {
        if (message.ready === false) fail(`${message.error?.code} ${message.error?.what}`);
        if (message.ready === true || message.type === "ready") {
          clearTimeout(timer);
          resolve();
        }
      },
    );
    exited.finally(() => clearTimeout(timer));
  });
}

function isProgress(message: unknown): message is Progress {
  return (
    typeof message === "object" && message !== null && (message as { type?: unknown }).type === "progress"
  );
}
