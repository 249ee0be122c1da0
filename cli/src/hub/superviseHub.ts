import { setTimeout as pause } from "node:timers/promises";
import type { HubCommandEnvironment, HubVariables } from "./environment.ts";
import { type HubChild, type HubMessage, runHubProcess } from "./runHubProcess.ts";

/** Longer than a hub drains and a worker's step of a job usually takes; then they are killed, which loses nothing but time. */
const STOP_MS = 60_000;

/**
 * Runs a hub, and a worker node beside it when asked to, until they end. They are one unit: when either ends, the other is stopped, the worker first.
 * Says `{"ready":true,"url":...}` on stdout once everything serves. Gives 0 when it was asked to stop and all ended well, else 1, and the
 * error of the one that did not start as a JSON line on stdout.
 */
export async function superviseHub(environment: HubCommandEnvironment, hasWorker: boolean): Promise<number> {
  const running: HubChild[] = [];
  let isAsked = false;
  const stopped = new AbortController();
  const stop = () => {
    isAsked = true;
    stopped.abort();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  /** Resolves when the process serves; null when it ended before. */
  const start = async (
    entry: "hub" | "worker",
    args: readonly string[],
    env: HubVariables,
  ): Promise<HubMessage | null> => {
    const ready = Promise.withResolvers<HubMessage>();
    let serves = false;
    const child = runHubProcess(entry, args, env, (message) => {
      if (message.ready !== true && message.type !== "ready") return;
      serves = true;
      ready.resolve(message);
    });
    running.push(child);
    const over = () => stopped.abort();
    child.ended.then(over, over);
    return await Promise.race([
      ready.promise,
      child.ended.then(({ last }) => {
        if (!isAsked && !serves)
          say({ ready: false, error: last?.error ?? { what: `the ${entry} ended before it served` } });
        return null;
      }),
    ]);
  };

  const hub = await start("hub", ["start"], environment.hub);
  const url = hub?.url ?? "";
  const isUp = hub !== null && (!hasWorker || (await start("worker", [], environment.worker(url))) !== null);
  if (isUp) say({ ready: true, url });
  if (isUp && !stopped.signal.aborted)
    await new Promise((resolve) => stopped.signal.addEventListener("abort", resolve));

  let code = isUp && isAsked ? 0 : 1;
  for (const child of running.reverse()) {
    child.process.kill("SIGTERM");
    const killing = new AbortController();
    void pause(STOP_MS, undefined, { signal: killing.signal }).then(
      () => child.process.kill("SIGKILL"),
      () => undefined,
    );
    const { code: own } = await child.ended;
    killing.abort();
    if (own !== 0) code = 1;
  }
  return code;
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
