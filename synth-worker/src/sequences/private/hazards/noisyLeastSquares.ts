import { factorSemidefinite } from "../../../math/factorSemidefinite.ts";

const MOST_STEPS = 40;
/** Stop when a step promises less than this part of a chi-square. */
const ENOUGH = 1e-6;
const SHORTEST = 1e-3;

/** What a model says at given parameters: expected counts, and row-major how each of them moves with each parameter. */
export type Expectation = { readonly expected: Float64Array; readonly slopes: Float64Array };

/**
 * Parameters whose expected counts come closest to noisy ones, each weighed by the inverse of what it may be off: the noise's variance plus the expected count
 * itself, as a count of other patients would be. Gaussian priors on the parameters. Gauss and Newton's steps with weights renewed before each (Green
 * 1984), halved until they help. Reads noisy counts only: post-processing. The same bits on every machine.
 */
export function noisyLeastSquares<E extends Expectation>(problem: {
  readonly counts: Float64Array;
  readonly variances: Float64Array;
  readonly start: Float64Array;
  readonly priors: readonly { readonly mean: number; readonly deviation: number }[];
  readonly expect: (parameters: Float64Array) => E;
}): E {
  const { counts, variances, priors, expect } = problem;
  const size = priors.length;
  let at = problem.start;
  let state = expect(at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = variances.map((variance, row) => 1 / (variance + Math.max(0, state.expected[row]!)));
    const normal = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let row = 0; row < counts.length; row++) {
      const rest = counts[row]! - state.expected[row]!;
      for (let p = 0; p < size; p++) {
        const slope = state.slopes[row * size + p]! * weights[row]!;
        if (slope === 0) continue;
        gradient[p]! += slope * rest;
        for (let q = 0; q <= p; q++) normal[p * size + q]! += slope * state.slopes[row * size + q]!;
      }
    }
    priors.forEach(({ mean, deviation }, p) => {
      normal[p * size + p]! += 1 / (deviation * deviation);
      gradient[p]! += (mean - at[p]!) / (deviation * deviation);
    });
    const move = factorSemidefinite(normal, size).solve(gradient);
    const promised = move.reduce((sum, part, p) => sum + part * gradient[p]!, 0);
    if (!(promised > ENOUGH)) break;
    const loss = (parameters: Float64Array, expected: Float64Array) =>
      weights.reduce((sum, weight, row) => sum + weight * (counts[row]! - expected[row]!) ** 2, 0) +
      priors.reduce((sum, { mean, deviation }, p) => sum + ((parameters[p]! - mean) / deviation) ** 2, 0);
    const before = loss(at, state.expected);
    const from = at;
    let length = 1;
    let next = { at, state };
    for (; length >= SHORTEST; length /= 2) {
      const now = length;
      const tried = from.map((value, p) => value + now * move[p]!);
      next = { at: tried, state: expect(tried) };
      if (loss(tried, next.state.expected) < before) break;
    }
    if (length < SHORTEST) break;
    ({ at, state } = next);
  }
  return state;
}
