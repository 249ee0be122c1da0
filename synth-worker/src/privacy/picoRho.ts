import type { Rational } from "../math/rational.ts";

/** The accountant's unit: a millionth of the chain's micro-rho, so that thousands of small charges lose nothing. */
export const PICO_PER_RHO = 1_000_000_000_000n;

/** Whole pico-rho of a rho >= 0, rounded UP: what a charge costs. */
export function picoRho({ num, den }: Rational): bigint {
  if (num < 0n || den <= 0n) throw new RangeError("a privacy cost cannot be negative");
  return (num * PICO_PER_RHO + den - 1n) / den;
}
