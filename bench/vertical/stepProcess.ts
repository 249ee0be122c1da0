import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import type { StepCall, StepCost, StepReply, Steps } from "./answerSteps.ts";

/** A process that does steps when asked, one at a time. */
export type StepProcess<S extends Steps> = {
  /** Throws Error with the process's message when the step fails. */
  readonly run: <Name extends keyof S & string>(
    step: Name,
    input: Parameters<S[Name]>[0],
  ) => Promise<{ readonly result: Awaited<ReturnType<S[Name]>>; readonly cost: StepCost }>;
  readonly end: () => void;
};

/** Starts `script`, which calls answerSteps, in a process of its own. */
export function stepProcess<S extends Steps>(
  script: URL,
  args: readonly string[],
  name: string,
): StepProcess<S> {
  const child = fork(fileURLToPath(script), args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  endWithThisProcess(child);
  return {
    async run(step, input) {
      const reply = await new Promise<StepReply>((resolve, reject) => {
        const gone = () => reject(new Error(`${name} ended`));
        child.once("exit", gone);
        child.once("message", (told) => {
          child.off("exit", gone);
          resolve(told as StepReply);
        });
        child.send({ step, input } satisfies StepCall);
      });
      if (!reply.ok) throw new Error(`${name}: ${reply.reason}`);
      return { result: reply.result as Awaited<ReturnType<S[typeof step]>>, cost: reply.cost };
    },
    end: () => void child.kill(),
  };
}
