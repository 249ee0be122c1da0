import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../hub/main.ts", import.meta.url));

/** What a hub process tells its parent. */
export type Told = {
  readonly ready?: boolean;
  readonly url?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly what: string };
};

/** A hub process of a test: what it told first, its exit code and signal once it ended, and its log so far. */
export type HubProcess = {
  readonly child: ChildProcess;
  readonly told: Told;
  readonly exited: Promise<unknown[]>;
  log(): string;
};

/** Runs a hub command, or another entry point of this room, with exactly this environment until it says something. */
export async function hubProcess(
  args: readonly string[],
  env: Record<string, string>,
  main: string = MAIN,
): Promise<HubProcess> {
  const child = fork(main, [...args], { env, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let log = "";
  child.stderr!.on("data", (text: Buffer) => {
    log += text.toString();
  });
  const exited = once(child, "exit");
  const told = (await Promise.race([
    once(child, "message"),
    exited.then(() => {
      throw new Error(`the hub said nothing: ${log}`);
    }),
  ])) as [Told];
  return { child, told: told[0], exited, log: () => log };
}
