import type { Rational } from "../math/rational.ts";
import { reduceRational } from "../math/reduceRational.ts";
import { FAIR_FROM, HIGHEST_DIGIT, LOWEST_DIGIT } from "./exponentialDigits.ts";

/** What one choice by the exponential mechanism with finite noise costs. */
export type SelectionCost = {
  readonly rho: Rational;
  /** Distance, in total variation, from a mechanism that costs exactly rho; enters delta as (1 + e^epsilon) times this. */
  readonly totalVariation: number;
};

/** Mantissa bits that the noise's logarithm looks at; the digits below the leading one must be there. */
export const MANTISSA_BITS = 18;

/**
 * Cost of argmax over `candidates` of score + noise, where one patient moves each score by at most `sensitivity` units, and the noise is
 * mpc/circuits/gumbelNoise of `scale` units. With exact Gumbel noise it would be the exponential mechanism at epsilon = 2 sensitivity /
 * scale, bounded in range by epsilon and so epsilon^2 / 8-zCDP (Cesar, Rogers 2021). The noise is within `spread` of it, one-sided,
 * which adds 4 spread / scale to the range; spread = 1.3 + 1.5 scale / 2^18. Proof: docs/proofs/mpc-selection.md.
 * Throws RangeError unless all three are whole numbers from 1 on.
 */
export function selectionCost(choice: {
  sensitivity: number;
  scale: number;
  candidates: number;
}): SelectionCost {
  const { sensitivity, scale, candidates } = choice;
  if (![sensitivity, scale, candidates].every((value) => Number.isSafeInteger(value) && value >= 1))
    throw new RangeError("sensitivity, scale and candidates are whole numbers from 1 on");
  // range = (2 sensitivity + 4 x 1.3) / scale + 4 x 1.5 / 2^18, over the common denominator 10 scale 2^18.
  const num = (20n * BigInt(sensitivity) + 52n) * 2n ** 18n + 60n * BigInt(scale);
  const den = 10n * BigInt(scale) * 2n ** 18n;
  return {
    rho: reduceRational({ num: num * num, den: 8n * den * den }),
    totalVariation: candidates * NOISE_DISTANCE,
  };
}

/**
 * Per candidate: digits rounded to 64 coins, digits taken as fair, the digits above left out (P[E >= 64] = e^-64 < 2^-92), and the case
 * of fewer than 18 digits below the leading one (P[E < 2^(18 - 72)] < 2^-54). Sums of powers of two, exact in a double.
 */
const NOISE_DISTANCE =
  (HIGHEST_DIGIT - FAIR_FROM) * 2 ** -64 +
  (FAIR_FROM - LOWEST_DIGIT + 1) * 2 ** -66 +
  2 ** -92 +
  2 ** (MANTISSA_BITS + LOWEST_DIGIT);
