import type { FlowState } from "./flowState.ts";

/** Decay of the running mean of the parameters. */
const AVERAGING = 0.999;

/**
 * One step of Adam (Kingma, Ba 2015; beta .9 and .999) and of the running mean of the parameters, in place. The running mean starts as the plain mean.
 */
export function adamStep(state: FlowState, gradient: Float32Array, rate: number): void {
  const { parameters, first, second, averaged } = state;
  const step = state.step + 1;
  const rateNow = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
  const keep = Math.min(AVERAGING, step / (step + 10));
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]!;
    const m = 0.9 * first[i]! + 0.1 * g;
    const v = 0.999 * second[i]! + 0.001 * g * g;
    first[i] = m;
    second[i] = v;
    const p = parameters[i]! - (rateNow * m) / (Math.sqrt(v) + 1e-8);
    parameters[i] = p;
    averaged[i] = keep * averaged[i]! + (1 - keep) * p;
  }
}
