/** What a step cost the process that did it. */
export type StepCost = { readonly wallMs: number; readonly cpuMs: number; readonly peakBytes: number };

/** Steps that a process can do, by name; inputs and results are plain JSON. */
export type Steps = { readonly [name: string]: (input: never) => object | Promise<object> };

/** What the parent asks, and what it is told. */
export type StepCall = { readonly step: string; readonly input: unknown };
export type StepReply =
  | { readonly ok: true; readonly result: object; readonly cost: StepCost }
  | { readonly ok: false; readonly reason: string };

/** In a forked process: does the steps that the parent asks for (stepProcess), one at a time, and measures each. Ends with the parent. */
export function answerSteps(steps: Steps): void {
  const answer = async ({ step, input }: StepCall): Promise<StepReply> => {
    const before = { cpu: process.cpuUsage(), wall: performance.now() };
    try {
      const result = await steps[step]!(input as never);
      const { user, system } = process.cpuUsage(before.cpu);
      const wallMs = performance.now() - before.wall;
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      return { ok: true, result, cost: { wallMs, cpuMs: (user + system) / 1000, peakBytes } };
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { ok: false, reason };
    }
  };
  process.on("message", async (call: StepCall) => process.send!(await answer(call)));
}
