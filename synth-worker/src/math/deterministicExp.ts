/**
 * e^x, bit for bit the same on every machine: + - * / and comparisons only (why: see deterministicLog1p).
 *
 * Method: x = k ln 2 + r with |r| <= ln 2 / 2, ln 2 in two parts so that r keeps its bits; e^r is the Taylor
 * sum to r^17 (remainder below 2^-70); 2^k is exact. Relative error: a few units in the last place.
 * Overflow gives Infinity, underflow 0.
 */
export function deterministicExp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.8) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const k = Math.floor(x / LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let i = 17; i >= 1; i--) sum = 1 + (sum * r) / i;
  return scaleByPowerOfTwo(sum, k);
}

const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

function scaleByPowerOfTwo(value: number, exponent: number): number {
  let out = value;
  let left = exponent;
  for (; left >= 16; left -= 16) out *= 65536;
  for (; left > 0; left--) out *= 2;
  // Downwards in large steps first: a subnormal result is then rounded only in the last few steps.
  for (; left <= -16; left += 16) out *= 1 / 65536;
  for (; left < 0; left++) out *= 0.5;
  return out;
}
