import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";

/**
 * The same signal again within this time is an echo: Ctrl-C reaches this process from the terminal and once more
 * from npm, which forwards it.
 */
const ECHO_MS = 500;
const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program under `node` with this terminal and waits for it. The program gets its own process group, so a
 * Ctrl-C does not reach it from the terminal as well: each signal reaches it once, through here. Should this process
 * be killed outright, a small watchdog ends the program with SIGTERM.
 *
 * @param {{ node: string, args: string[], env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 + signal number when a signal ended it
 */
export async function runChild({ node, args, env }) {
  const child = spawn(node, args, {
    stdio: "inherit",
    detached: process.platform !== "win32",
    env: { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH ?? ""}` },
  });
  const lastSeen = new Map();
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    const isEcho = now - (lastSeen.get(signal) ?? Number.NEGATIVE_INFINITY) < ECHO_MS;
    lastSeen.set(signal, now);
    if (!isEcho) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  const watchdog = startWatchdog(child.pid);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  } finally {
    watchdog?.stdin.end("done\n");
    for (const signal of FORWARDED) process.removeListener(signal, forward);
  }
}

/**
 * A shell that waits on a pipe from this process: the pipe closes without a word only when this process died.
 *
 * @param {number | undefined} pid
 */
function startWatchdog(pid) {
  if (process.platform === "win32" || pid === undefined) return null;
  const script = 'read -r word || kill -TERM "$1" 2>/dev/null';
  const watchdog = spawn("/bin/sh", ["-c", script, "symbolon-watchdog", String(pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.once("error", () => {});
  watchdog.stdin.once("error", () => {});
  watchdog.unref();
  return watchdog;
}
