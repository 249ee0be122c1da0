import type { Rational } from "./rational.ts";

/** The nearest double, or next to it, of an exact fraction, also of one whose parts are too large for a double each. */
export function toNumber({ num, den }: Rational): number {
  const quotient = Number(num) / Number(den);
  if (Number.isFinite(quotient)) return quotient;
  const parts = 1n << 60n;
  return Number((num * parts) / den) / Number(parts);
}
