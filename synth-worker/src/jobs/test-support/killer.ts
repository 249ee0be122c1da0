import { setTimeout as delay } from "node:timers/promises";
import type { Keystream } from "../../random/keystream.ts";
import type { Progress, ProgressStep } from "../shared/progress.ts";
import { type ActorName, type TestMarket, WORKERS } from "./testMarket.ts";

const HOSPITALS = ["hospital1", "hospital2"] as const;
const VICTIMS = [...HOSPITALS, ...WORKERS, "storage"] as const;

/** Kills processes of a market with SIGKILL and starts each again at once. */
export type Killer = {
  /** Processes killed so far, oldest first, with what they had last told. */
  readonly killed: readonly string[];
  /**
   * From now on whoever tells one of these steps first (for hospitals and workers apart) is killed in that moment, so what comes after the
   * telling is not done.
   */
  killAtSteps(steps: readonly ProgressStep[]): void;
  /** Steps told by a kind of process that was killed for it. */
  readonly done: ReadonlySet<string>;
  /** Kills one process, drawn among hospitals, workers and the IPFS node, after a while that is drawn too (up to `mostMillis`). */
  killOne(mostMillis: number): Promise<void>;
  /** Until every process that was killed runs again. */
  settled(): Promise<void>;
};

/** A killer of a started market's processes; `draws` chooses whom and when. */
export function makeKiller(market: TestMarket, draws: Keystream): Killer {
  const killed: string[] = [];
  const waiting = new Set<string>();
  const done = new Set<string>();
  const restarts = new Map<ActorName, Promise<void>>();

  const kill = (name: ActorName, why: string): Promise<void> => {
    const running = restarts.get(name);
    // It is not back from the kill before this one.
    if (running !== undefined) return running;
    const process_ = market.processes.get(name)!;
    killed.push(`${name} ${why}`);
    process_.child.kill("SIGKILL");
    const back = (async () => {
      await process_.exited;
      await market.start(name);
      watch(name);
    })().finally(() => restarts.delete(name));
    restarts.set(name, back);
    return back;
  };
  const watch = (name: ActorName) => {
    const kind = name.startsWith("worker") ? "worker" : "hospital";
    market.processes.get(name)!.child.on("message", (message: { type?: string } & Partial<Progress>) => {
      const told = `${kind} ${message.step}`;
      if (message.type !== "progress" || !waiting.delete(told)) return;
      done.add(told);
      // A restart that fails is found by settled().
      kill(name, `at ${message.step}`).catch(() => undefined);
    });
  };
  for (const name of market.processes.keys()) watch(name);

  return {
    killed,
    done,
    killAtSteps(steps) {
      for (const step of steps) for (const kind of ["worker", "hospital"]) waiting.add(`${kind} ${step}`);
    },
    async killOne(mostMillis) {
      await delay(draws.nextBelow(mostMillis + 1));
      const victim = VICTIMS[draws.nextBelow(VICTIMS.length)]!;
      if (victim === "storage") {
        killed.push("storage");
        await market.killStorage();
        return;
      }
      await kill(victim, `after ${market.processes.get(victim)!.told.at(-1)?.step ?? "nothing"}`);
    },
    async settled() {
      while (restarts.size > 0) await Promise.all(restarts.values());
    },
  };
}
