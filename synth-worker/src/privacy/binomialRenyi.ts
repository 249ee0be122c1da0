import { deterministicLog1p } from "../math/deterministicLog1p.ts";

/** Mantissas are kept between these. */
const BIG = 2 ** 256;
const SMALL = 2 ** -256;

/**
 * Renyi divergences of whole orders 2, ..., maxOrder (entry a - 2 is order a) between N = Bin(coins, 1/2) and N + 1, each conditioned on
 * the values 1, ..., coins that both can take: what one patient changes in a cell with this noise, outside an event of probability 2^-coins
 * that belongs to delta. Upper bounds: D_a = ln(sum over k of P(k) (P(k)/P(k-1))^(a-1) / (1 - 2^-coins)) / (a - 1) with P(k)/P(k-1) =
 * (coins - k + 1)/k is a sum of products of positive doubles, so its relative error is at most the number of operations behind a term times
 * 2^-53, and that is added. The same in the other direction, by symmetry. docs/proofs/binomial-noise.md. Throws RangeError unless
 * coins is even, from 64 to 2^20, and maxOrder a whole number from 2 to 1024.
 */
export function binomialRenyi(coins: number, maxOrder: number): Float64Array {
  if (!(Number.isInteger(coins) && coins >= 64 && coins <= 2 ** 20 && coins % 2 === 0))
    throw new RangeError(`${coins} coins: an even number from 64 to 2^20 is needed`);
  if (!(Number.isInteger(maxOrder) && maxOrder >= 2 && maxOrder <= 1024))
    throw new RangeError(`orders up to ${maxOrder}: 2 to 1024 are possible`);
  const half = coins / 2;
  const sums = new Float64Array(maxOrder - 1);
  // P(half) = product of (2j - 1)/(2j); then outwards both ways by the ratio of neighbours.
  let middle = 1;
  for (let j = 1; j <= half; j++) middle *= (2 * j - 1) / (2 * j);
  for (const direction of [1, -1]) {
    let mantissa = middle;
    let exponent = 0;
    for (let k = direction === 1 ? half : half - 1; k >= 1 && k <= coins; k += direction) {
      if (k !== half) mantissa *= direction === 1 ? (coins - k + 1) / k : (k + 1) / (coins - k);
      if (mantissa < SMALL) {
        mantissa *= BIG;
        exponent--;
      }
      const term = { mantissa, exponent, ratio: (coins - k + 1) / k };
      if (!isNegligible(term, maxOrder)) addMoments(sums, term);
    }
  }
  // At most 3 coins + 3 maxOrder + 8 roundings are behind a term, each by a factor within 1 +- 2^-53; twice that is added. It covers
  // 1 / (1 - 2^-coins) too.
  const slack = (3 * (coins + maxOrder) + 16) * 2 ** -52;
  return sums.map((sum, i) => {
    const excess = (sum + coins * SMALL) * (1 + slack) - 1 + 2 ** -52;
    // The logarithm is good to a few units of its last place; 2^-45 covers it and the division.
    return (deterministicLog1p(excess) * (1 + 2 ** -45)) / (i + 1);
  });
}

type Term = { readonly mantissa: number; readonly exponent: number; readonly ratio: number };

/**
 * Whether addMoments would leave out this value at every order, as it does with most values of many coins: they are too far from the
 * middle. Above it (ratio at most 1) no order's term is larger than the probability, below it the highest order's is the largest, and what is
 * below 2^-512 is left out. Eight bits to spare cover the logarithms' errors: which values are passed over changes no sum.
 */
function isNegligible({ mantissa, exponent, ratio }: Term, maxOrder: number): boolean {
  if (exponent >= -1) return false;
  return ratio <= 1 || 256 * exponent + Math.log2(mantissa) + (maxOrder - 1) * Math.log2(ratio) < -520;
}

/** Adds mantissa 2^(256 exponent) ratio^(a - 1) to entry a - 2, for every order a. */
function addMoments(sums: Float64Array, { mantissa, exponent, ratio }: Term): void {
  let term = mantissa;
  let scale = exponent;
  for (let i = 0; i < sums.length; i++) {
    term *= ratio;
    if (term > BIG) {
      term *= SMALL;
      scale++;
    } else if (term < SMALL) {
      term *= BIG;
      scale--;
    }
    // Below scale -1 a term is less than 2^-256: left out here, counted as that much in the end. Above 1 no such noise is of use.
    if (scale === 0) sums[i]! += term;
    else if (scale === -1) sums[i]! += term * SMALL;
    else if (scale === 1) sums[i]! += term * BIG;
    else if (scale > 1) sums[i] = Number.POSITIVE_INFINITY;
  }
}
