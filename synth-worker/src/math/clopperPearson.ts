import { deterministicExp } from "./deterministicExp.ts";
import { deterministicLog } from "./deterministicLog.ts";
import { deterministicLog1p } from "./deterministicLog1p.ts";

/**
 * A proportion of `hits` in `trials` with the exact limits of Clopper and Pearson (Biometrika 26, 1934): each of them
 * is wrong with probability at most `tail`, 0.025 (two-sided 95 %) when left out.
 * Throws RangeError unless 0 <= hits <= trials and trials >= 1, whole numbers, and 0 < tail < 0.5.
 */
export function clopperPearson(
  hits: number,
  trials: number,
  tail = 0.025,
): { value: number; low: number; high: number } {
  if (!(tail > 0 && tail < 0.5)) throw new RangeError("a tail lies between 0 and 0.5");
  if (!Number.isInteger(hits) || !Number.isInteger(trials) || trials < 1 || hits < 0 || hits > trials) {
    throw new RangeError(`${hits} of ${trials} is no proportion`);
  }
  // The upper limit for hits is one minus the lower limit for misses.
  return {
    value: hits / trials,
    low: lowerLimit(hits, trials, tail),
    high: 1 - lowerLimit(trials - hits, trials, tail),
  };
}

/** The p at which P[X >= hits] = tail for X ~ Binomial(trials, p), by bisection between 0 and hits/trials. */
function lowerLimit(hits: number, trials: number, tail: number): number {
  if (hits === 0) return 0;
  let logChoose = 0;
  for (let i = 1; i <= hits; i++) logChoose += deterministicLog((trials - hits + i) / i);
  let low = 0;
  let high = hits / trials;
  for (let step = 0; step < 60; step++) {
    const p = (low + high) / 2;
    if (upperTail(hits, trials, p, logChoose) < tail) low = p;
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
