import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endWithThisProcess } from "../endWithThisProcess.ts";
import { activateMutant, findSwitchboard, type Switchboard } from "./activateMutant.ts";

const WORKER = fileURLToPath(new URL("./testWorker.ts", import.meta.url));
const START_MS = 120_000;
/** Every run of tests leaves tens of megabytes behind in Hardhat's simulator; a new process starts without them. */
const MOST_RESIDENT_BYTES = 3 * 2 ** 30;

type Answer = { readonly stage?: number; readonly residentBytes?: number; readonly error?: string };

/** How the tests took a mutant: index of the stage that failed, "survived", or "timeout". */
export type Verdict = number | "survived" | "timeout";

/**
 * Runs test stages against one mutant after the other in a child process, which is replaced when it hangs and when it
 * has grown too big. Which mutant is active is kept here: a new child would find the artifacts as the last one left them.
 */
export class TestProcess {
  readonly #folder: string;
  readonly #board: Switchboard;
  #child: ChildProcess | null = null;

  /** `folder` holds the mutated project, compiled just now. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#board = findSwitchboard(join(folder, "artifacts"));
  }

  /** Throws Error when Hardhat itself fails, which is no verdict. */
  async judge(id: number, stages: readonly (readonly string[])[], timeoutMs: number): Promise<Verdict> {
    const child = this.#child ?? (await this.#start());
    this.#child = child;
    activateMutant(this.#board, id);
    child.send({ stages });
    const answer = await this.#answer(child, timeoutMs);
    if (answer === "timeout") {
      this.close();
      return "timeout";
    }
    if (answer.error !== undefined) throw new Error(`the tests could not run: ${answer.error}`);
    if ((answer.residentBytes ?? 0) > MOST_RESIDENT_BYTES) this.close();
    return answer.stage === -1 ? "survived" : answer.stage!;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(WORKER, {
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    endWithThisProcess(child);
    if ((await this.#answer(child, START_MS)) === "timeout") throw new Error("Hardhat did not start in time");
    return child;
  }

  async #answer(child: ChildProcess, timeoutMs: number): Promise<"timeout" | Answer> {
    const settled = new AbortController();
    const timer = setTimeout(() => settled.abort("timeout"), timeoutMs);
    try {
      const first = await Promise.race([
        once(child, "message", { signal: settled.signal }),
        once(child, "exit", { signal: settled.signal }).then(() => [{ error: "the test process ended" }]),
      ]);
      return first[0] as Answer;
    } catch (error) {
      if (settled.signal.reason === "timeout") return "timeout";
      throw error;
    } finally {
      clearTimeout(timer);
      settled.abort("done");
    }
  }
}
