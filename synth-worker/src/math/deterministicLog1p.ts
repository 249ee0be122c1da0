/**
 * ln(1 + x) for x > -1 (NaN for smaller x, -Infinity at -1): the same double on every machine, because it is
 * made of + - * / and comparisons only, which IEEE 754 rounds exactly. ECMA-262 (section 21.3.2) leaves the
 * last bits of Math.log and Math.exp to the engine, so a file regenerated in another browser could differ.
 *
 * Method: write 1 + x = m 2^e with m in [sqrt(1/2), sqrt(2)), then ln m = 2 artanh(s), s = (m - 1)/(m + 1), as
 * its odd power series (Abramowitz & Stegun 4.1.27). |s| < 0.1716, so 12 terms leave less than 2^-60 of ln m.
 * For small |x| the quotient x / (2 + x) is used directly, so nothing cancels. Error: a few units in the
 * last place.
 */
export function deterministicLog1p(x: number): number {
  if (!(x >= -1)) return Number.NaN;
  if (x > -0.25 && x < 0.4) return twoArtanh(x / (2 + x));
  let m = 1 + x;
  if (m === 0) return Number.NEGATIVE_INFINITY;
  if (m === Number.POSITIVE_INFINITY) return m;
  let exponent = 0;
  // Multiplying by a power of two is exact, so the mantissa is never rounded.
  while (m >= SQRT2) {
    const step = m >= 4294967296 ? 32 : 1;
    m *= step === 32 ? 1 / 4294967296 : 0.5;
    exponent += step;
  }
  while (m < SQRT2 / 2) {
    const step = m < 1 / 4294967296 ? 32 : 1;
    m *= step === 32 ? 4294967296 : 2;
    exponent -= step;
  }
  // ln 2 in two parts: the high part has 21 zero bits at its end, so exponent * LN2_HIGH is exact.
  return exponent * LN2_HIGH + (exponent * LN2_LOW + twoArtanh((m - 1) / (m + 1)));
}

const SQRT2 = Math.SQRT2;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

function twoArtanh(s: number): number {
  const square = s * s;
  let sum = 0;
  for (let k = 25; k >= 3; k -= 2) sum = (sum + 1 / k) * square;
  return 2 * s + 2 * s * sum;
}
