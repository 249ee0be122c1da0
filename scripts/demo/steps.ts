import type { Progress } from "./stack/progress.ts";

/** One step of the main flow as it is reported: `npm run demo -- --json` prints these. */
export type Step = {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly who: string;
  readonly what: string;
  readonly txHash?: string;
  readonly gas?: number;
  readonly cid?: string;
  readonly error?: string;
};

/** What a step's work returns to be shown. */
export type StepResult = {
  readonly what: string;
  /** Who did it, where that shows only afterwards. */
  readonly who?: string | undefined;
  readonly txHash?: string | undefined;
  readonly gas?: number | undefined;
  readonly cid?: string | undefined;
};

/** A step failed: carries the step, so that the demo can name it. */
export class StepError extends Error {
  readonly step: string;

  constructor(step: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.step = step;
  }
}

/** Runs steps one after another, timing each; the first that fails ends the flow with a StepError. */
export class Steps {
  readonly list: Step[] = [];
  readonly #show: (step: Step) => void;
  readonly #begin: (who: string, name: string) => void;
  #last = performance.now();

  constructor(show: (step: Step) => void, begin: (who: string, name: string) => void) {
    this.#show = show;
    this.#begin = begin;
  }

  /** Time is counted from the end of the step before, so that the steps add up to the flow. */
  async run<T extends StepResult>(name: string, who: string, work: () => Promise<T>): Promise<T> {
    this.#begin(who, name);
    try {
      const result = await work();
      this.#push({ name, ok: true, who: result.who ?? who, ...definedOf(result) });
      return result;
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : String(cause);
      this.#push({ name, ok: false, who, what: error, error });
      throw new StepError(name, cause);
    }
  }

  #push(step: Omit<Step, "ms">): void {
    const now = performance.now();
    const done = { ...step, ms: Math.round(now - this.#last) };
    this.#last = now;
    this.list.push(done);
    this.#show(done);
  }
}

/** A node's progress as a step's result. */
export function resultOf(progress: Progress, what: string): StepResult {
  return {
    what,
    txHash: progress.txHash,
    gas: progress.gasUsed === undefined ? undefined : Number(progress.gasUsed),
    cid: progress.cid,
  };
}

function definedOf(result: StepResult): { what: string; txHash?: string; gas?: number; cid?: string } {
  return {
    what: result.what,
    ...(result.txHash === undefined ? {} : { txHash: result.txHash }),
    ...(result.gas === undefined ? {} : { gas: result.gas }),
    ...(result.cid === undefined ? {} : { cid: result.cid }),
  };
}
