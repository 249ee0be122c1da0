import type { Rational } from "../math/rational.ts";
import type { UniformDigits } from "./uniformDigits.ts";

/**
 * A function that returns independent exact draws of round(sigma Z) as numbers, sigma = num/den > 0.
 *
 * |Z| = k + x is drawn by Karney's Algorithm N (ACM TOMS 42, 2016): k with weight exp(-k^2/2), x uniform in (0, 1),
 * kept with probability exp(-x (2k + x) / 2). Every coin is a comparison of uniform numbers of which only the digits
 * that decide are ever drawn; nothing is computed in floating point except in `rounded`, where an error bound
 * decides whether the double may be believed. The proof, step by step: docs/proofs/rounded-gaussian.md, part 3.
 */
export function exactGaussian(sigma: Rational, digits: UniformDigits): () => number {
  const { bits, next } = digits;
  const half = 2 ** (bits - 1);
  const base = 2 ** bits;
  const rounded = roundingOf(sigma, digits);
  // Later digits of x, and of the one or two numbers compared with it; the first digit of each is a plain number.
  const xTail: number[] = [];
  const scratch: [number[], number[]] = [[], []];

  /** a < b for two different uniform numbers; digits that nobody has seen yet are drawn now and kept. */
  const tailLess = (a: number[], b: number[]): boolean => {
    for (let i = 0; ; i++) {
      if (i === a.length) a.push(next());
      if (i === b.length) b.push(next());
      if (a[i] !== b[i]) return a[i]! < b[i]!;
    }
  };

  /** true with probability exp(-1/2): a falling run of uniform numbers that starts below 1/2 has even length. */
  const coinHalf = (): boolean => {
    let top = next();
    if (top >= half) return true;
    let topTail = scratch[0];
    topTail.length = 0;
    let freeTail = scratch[1];
    for (let even = false; ; even = !even) {
      const z = next();
      freeTail.length = 0;
      if (z > top || (z === top && !tailLess(freeTail, topTail))) return even;
      top = z;
      [topTail, freeTail] = [freeTail, topTail];
    }
  };

  /** A uniform integer in [0, n), n <= 2^bits, without bias. */
  const below = (n: number): number => {
    const limit = base - (base % n);
    for (;;) {
      const digit = next();
      if (digit < limit) return digit % n;
    }
  };

  /** true with probability exp(-x (2k + x) / (2k + 2)): the falling run is cut short with the complement. */
  const coinB = (k: number, x: number): boolean => {
    let top = x;
    let topTail = xTail;
    let freeTail = scratch[0];
    const n = 2 * k + 2;
    for (let even = true; ; even = !even) {
      const z = next();
      freeTail.length = 0;
      if (z > top || (z === top && !tailLess(freeTail, topTail))) return even;
      // Go on with probability (2k + x) / (2k + 2): one of n equal parts of the unit interval, or a piece of it.
      const part = below(n);
      if (part === n - 1) return even;
      if (part === n - 2) {
        const r = next();
        scratch[1].length = 0;
        if (r > x || (r === x && !tailLess(scratch[1], xTail))) return even;
      }
      const spare = topTail === xTail ? ownTail : topTail;
      top = z;
      topTail = freeTail;
      freeTail = spare;
    }
  };
  const ownTail: number[] = [];

  return () => {
    for (;;) {
      // k with probability proportional to exp(-k/2) exp(-k (k - 1) / 2) = exp(-k^2 / 2).
      let k = 0;
      while (coinHalf()) k++;
      let keep = true;
      for (let i = k * (k - 1); keep && i > 0; i--) keep = coinHalf();
      if (!keep) continue;
      const x = next();
      xTail.length = 0;
      for (let i = k; keep && i >= 0; i--) keep = coinB(k, x);
      if (!keep) continue;
      const magnitude = rounded(k, x, xTail);
      return next() >= half ? magnitude : 0 - magnitude;
    }
  };
}

/** round(sigma (k + x)) for x = 0.x0 x1 x2 ... in base 2^bits, its later digits known or drawn when needed. */
function roundingOf(
  sigma: Rational,
  { bits, next }: UniformDigits,
): (k: number, x0: number, tail: number[]) => number {
  const scale = Number(sigma.num) / Number(sigma.den);
  const ulp = 2 ** -bits;
  const { num, den } = sigma;
  return (k, x0, tail) => {
    // Number() of both parts, the quotient, the product and the sums err by less than 8 half-units (2^-50 in all);
    // k + x0 ulp is exact. If both ends of what x can still be round alike, the digits not drawn do not matter.
    const low = scale * (k + x0 * ulp);
    const high = scale * (k + (x0 + 1) * ulp);
    const guard = (high + 1) * 2 ** -49;
    const floor = Math.floor(low + 0.5 - guard);
    if (floor === Math.floor(high + 0.5 + guard) && high < 2 ** 48) return floor;
    // The exact way: sigma (k + x) + 1/2 = (2 num X + den B) / (2 den B) for x in [X, X + 1) / B.
    let whole = (BigInt(k) << BigInt(bits)) + BigInt(x0);
    let shift = BigInt(bits);
    for (let i = 0; ; i++) {
      const under = (2n * den) << shift;
      const bottom = (2n * num * whole + (den << shift)) / under;
      // x < X + 1, so the upper end itself is never reached.
      const top = (2n * num * (whole + 1n) + (den << shift) - 1n) / under;
      if (bottom === top) return Number(bottom);
      if (i === tail.length) tail.push(next());
      whole = (whole << BigInt(bits)) + BigInt(tail[i]!);
      shift += BigInt(bits);
    }
  };
}
