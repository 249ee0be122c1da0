import { deterministicExp } from "../math/deterministicExp.ts";
import { deterministicLog } from "../math/deterministicLog.ts";
import { deterministicLog1p } from "../math/deterministicLog1p.ts";
import type { Interval } from "./interval.ts";

const TAIL = 0.025;

/**
 * A proportion of `hits` in `trials` with the exact two-sided 95 % limits of Clopper and Pearson (Biometrika 26, 1934).
 * Throws RangeError unless 0 <= hits <= trials and trials >= 1, whole numbers.
 */
export function clopperPearson(hits: number, trials: number): Interval {
  if (!Number.isInteger(hits) || !Number.isInteger(trials) || trials < 1 || hits < 0 || hits > trials) {
    throw new RangeError(`${hits} of ${trials} is no proportion`);
  }
  // The upper limit for hits is one minus the lower limit for misses.
  return { value: hits / trials, low: lowerLimit(hits, trials), high: 1 - lowerLimit(trials - hits, trials) };
}

/** The p at which P[X >= hits] = 0.025 for X ~ Binomial(trials, p), by bisection between 0 and hits/trials. */
function lowerLimit(hits: number, trials: number): number {
  if (hits === 0) return 0;
  let logChoose = 0;
  for (let i = 1; i <= hits; i++) logChoose += deterministicLog((trials - hits + i) / i);
  let low = 0;
  let high = hits / trials;
  for (let step = 0; step < 60; step++) {
    const p = (low + high) / 2;
    if (upperTail(hits, trials, p, logChoose) < TAIL) low = p;
    else high = p;
  }
  return (low + high) / 2;
}

/** P[X >= hits]; for p <= hits/trials the terms fall from the first on, so the relative sum stays small. */
function upperTail(hits: number, trials: number, p: number, logChoose: number): number {
  const misses = trials - hits;
  const rest = misses === 0 ? 0 : misses * deterministicLog1p(-p);
  const first = logChoose + hits * deterministicLog(p) + rest;
  let term = 1;
  let sum = 1;
  for (let i = hits; i < trials && term > 1e-18; i++) {
    term *= ((trials - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return sum * deterministicExp(first);
}
