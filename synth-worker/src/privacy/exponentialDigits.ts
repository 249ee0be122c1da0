/** Binary digits of an exponential variable that are drawn: 2^HIGHEST_DIGIT down to 2^LOWEST_DIGIT. */
export const HIGHEST_DIGIT = 5;
export const LOWEST_DIGIT = -72;
/** Coins a biased digit is made of. */
export const DIGIT_COINS = 64;
/** Digits from here down are taken as fair: they differ from it by less than 2^-66. */
export const FAIR_FROM = -64;

const FIXED = 256n;

/**
 * The thresholds of the digits HIGHEST_DIGIT, ..., FAIR_FROM + 1 of an exponential variable E of mean 1, to be 1 when 64 coins,
 * read as a number, are less. The binary digits of E are independent, and 2^i is in it with probability p_i = 1/(1 + exp(2^i)) (for E in
 * [2 m s, 2 (m + 1) s) with s = 2^i, the upper half has exp(-s) times the mass of the lower). Each is 2^64 p_i to the nearest whole
 * number, calculated in 256-bit fixed point: |threshold / 2^64 - p_i| <= 2^-64. docs/proofs/mpc-selection.md, part 3.
 */
export function exponentialThresholds(): bigint[] {
  const one = 1n << FIXED;
  // exp(2^-100) by its series, then squared digit by digit; a relative error of 2^-254 doubles each time, to 2^-149 at the end.
  const x = one >> 100n;
  let power = one + x + ((x * x) >> (FIXED + 1n)) + (((x * x) >> FIXED) * x) / (6n * one);
  const out: bigint[] = [];
  for (let digit = -100; digit <= HIGHEST_DIGIT; digit++) {
    if (digit > FAIR_FROM) out.push(((one << BigInt(DIGIT_COINS + 1)) / (one + power) + 1n) >> 1n);
    power = (power * power) >> FIXED;
  }
  return out.reverse();
}
