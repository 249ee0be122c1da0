import { SymbolonError } from "@symbolon/protocol";

/**
 * Largest magnitude of one hospital's whole number. 64 hospitals (MAX_DATASETS) stay below 2^62, so an honest sum never wraps around 2^64, nor
 * with any noise below 2^62.
 */
export const MAX_WHOLE = 2 ** 56;

/**
 * Numbers as whole multiples of 2^-fractionBits, to the nearest: off by at most 2^-(fractionBits + 1) each. Throws E1006 for a number that is not
 * finite or of more than 2^(56 - fractionBits).
 */
export function toFixedPoint(values: ArrayLike<number>, fractionBits: number): BigInt64Array {
  const scale = 2 ** fractionBits;
  return BigInt64Array.from({ length: values.length }, (_, i) => {
    // Multiplying by a power of two is exact, so this rounds once.
    const whole = Math.round(values[i]! * scale);
    if (!(Math.abs(whole) <= MAX_WHOLE)) {
      const reason = `number ${i} is ${values[i]}, not within 2^${56 - fractionBits}`;
      throw new SymbolonError("E1006", { document: "local sums", reason });
    }
    return BigInt(whole);
  });
}

/** The numbers that whole multiples of 2^-fractionBits stand for, as the nearest doubles (exact below 2^53). */
export function fromFixedPoint(wholes: BigInt64Array, fractionBits: number): Float64Array {
  const scale = 2 ** -fractionBits;
  return Float64Array.from(wholes, (whole) => Number(whole) * scale);
}
