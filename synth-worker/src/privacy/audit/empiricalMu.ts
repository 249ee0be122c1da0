import { clopperPearson } from "../../math/clopperPearson.ts";
import { normalCdf } from "../../math/normalCdf.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";

/** How well one threshold tells two neighbouring tables apart, as the mu of Gaussian differential privacy. */
export type EmpiricalMu = {
  /** Phi^-1(1 - FPR) - Phi^-1(FNR) at the threshold, both shares counted on runs that did not choose it. */
  readonly estimate: number;
  /** The same with the Clopper-Pearson limits of both shares: a mechanism with a smaller mu has hardly such runs. */
  readonly low: number;
  readonly high: number;
  readonly threshold: number;
  /** Runs per table that were evaluated. */
  readonly runs: number;
};

/**
 * Lower bound, estimate and upper bound of the mu that a mechanism really has, from a scalar of its output (larger: more
 * likely with the canary) in independent runs `without` and `with` the canary. The first quarter of the runs chooses
 * the threshold, the rest is counted. If the mechanism is mu-GDP, `low` exceeds mu with probability at most 2 `tail`,
 * whatever the scalar and the threshold: each limit is wrong with probability `tail` (0.025 when left out), and true
 * shares obey Phi^-1(1 - FPR) - Phi^-1(FNR) <= mu (Dong, Roth, Su 2022, Definition 2.6). `high` bounds only this
 * scalar's mu. Throws RangeError for fewer than 40 runs of either kind, or NaN.
 */
export function empiricalMu(
  withoutCanary: Float64Array,
  withCanary: Float64Array,
  tail = 0.025,
): EmpiricalMu {
  const chosen = split(withoutCanary);
  const seen = split(withCanary);
  const threshold = bestThreshold(chosen.first, seen.first);
  const runs = Math.min(chosen.rest.length, seen.rest.length);
  const falsePositives = clopperPearson(countFrom(chosen.rest, threshold), chosen.rest.length, tail);
  const hits = countFrom(seen.rest, threshold);
  const falseNegatives = clopperPearson(seen.rest.length - hits, seen.rest.length, tail);
  const mu = (fpr: number, fnr: number) => normalQuantile(1 - fpr) - normalQuantile(fnr);
  return {
    estimate: mu(falsePositives.value, falseNegatives.value),
    low: mu(falsePositives.high, falseNegatives.high),
    high: mu(falsePositives.low, falseNegatives.low),
    threshold,
    runs,
  };
}

function split(values: Float64Array): { first: Float64Array; rest: Float64Array } {
  if (values.length < 40) throw new RangeError("an audit needs at least 40 runs of each kind");
  if (values.some(Number.isNaN)) throw new RangeError("an audited scalar is not a number");
  const quarter = values.length >> 2;
  return { first: values.subarray(0, quarter), rest: values.subarray(quarter) };
}

function countFrom(values: Float64Array, threshold: number): number {
  let count = 0;
  for (const value of values) if (value >= threshold) count++;
  return count;
}

/** The value at which mu less two of its standard errors is largest: extreme shares promise much and show little. */
function bestThreshold(without: Float64Array, seen: Float64Array): number {
  const a = without.slice().sort();
  const b = seen.slice().sort();
  let best = b[b.length >> 1]!;
  let bestScore = Number.NEGATIVE_INFINITY;
  let below = 0;
  for (let i = 0; i < b.length; i++) {
    const threshold = b[i]!;
    if (i > 0 && threshold === b[i - 1]) continue;
    while (below < a.length && a[below]! < threshold) below++;
    const score = cautiousMu((a.length - below + 0.5) / (a.length + 1), (i + 0.5) / (b.length + 1), a.length);
    if (score > bestScore) {
      bestScore = score;
      best = threshold;
    }
  }
  return best;
}

function cautiousMu(fpr: number, fnr: number, runs: number): number {
  const u = normalQuantile(1 - fpr);
  const v = normalQuantile(fnr);
  // Delta method: Var Phi^-1(p) = p (1 - p) / (n phi^2); phi by a difference quotient is close enough for a choice.
  const spread = (p: number, x: number) => {
    const slope = (normalCdf(x + 0.01) - normalCdf(x - 0.01)) / 0.02;
    return (p * (1 - p)) / (runs * slope * slope);
  };
  return u - v - 2 * Math.sqrt(spread(fpr, u) + spread(fnr, v));
}
