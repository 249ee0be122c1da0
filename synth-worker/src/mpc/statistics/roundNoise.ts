import type { Rational } from "../../math/rational.ts";
import { reduceRational } from "../../math/reduceRational.ts";
import { PICO_PER_RHO } from "../../privacy/picoRho.ts";

/** Noise of one round, in units of the whole numbers that are added up; fractions as decimal text, so that it is plain JSON. */
export type RoundNoise = {
  /** What the round costs, to be charged before anything is opened. */
  readonly rho: { readonly num: string; readonly den: string };
  /** sigma^2 that the cost is of; each node adds half of it, so that the sum carries 1.5 sigma^2. */
  readonly variance: { readonly num: string; readonly den: string };
};

const PICO_HELD_BACK = 1000n;

/**
 * The noise of each of `rounds` sums that share `rhoMicro` evenly, when one patient more or less moves a round's vector by at most
 * sqrt(squaredSensitivity): rho = squaredSensitivity / (2 sigma^2). The opened sums are rho-zCDP also against one curious node
 * (docs/proofs/distributed-noise.md with M read as the squared sensitivity in part 2 and as the cells in part 4). As there, a nano-rho of
 * every round is held back and sigma^2 is at least 8, which covers that two discrete Gaussians do not quite add up to one, for up to a
 * million cells. Shares are whole pico-rho, rounded down, so that all rounds cost no more than the whole.
 * Throws RangeError when a share is not above a nano-rho.
 */
export function roundNoise(rhoMicro: bigint, rounds: number, squaredSensitivity: bigint): RoundNoise {
  const pico = (rhoMicro * (PICO_PER_RHO / 1_000_000n)) / BigInt(rounds);
  if (pico <= PICO_HELD_BACK) throw new RangeError("a round's share of the budget must be above a nano-rho");
  if (squaredSensitivity < 1n) throw new RangeError("a squared sensitivity is at least 1");
  const exact = reduceRational({ num: squaredSensitivity * PICO_PER_RHO, den: 2n * (pico - PICO_HELD_BACK) });
  const variance: Rational = exact.num < 8n * exact.den ? { num: 8n, den: 1n } : exact;
  return {
    rho: { num: String(pico), den: String(PICO_PER_RHO) },
    variance: { num: String(variance.num), den: String(variance.den) },
  };
}

/** Standard deviation of the noise in every opened sum, all three nodes' parts together. */
export function deviationOf({ variance }: RoundNoise): number {
  return Math.sqrt((1.5 * Number(variance.num)) / Number(variance.den));
}
