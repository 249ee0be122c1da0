/** Coins a biased bit of the noise is made of. */
export const GAUSSIAN_COINS = 64;

/** What discrete Gaussian noise is drawn from, bit by bit. Thresholds are probabilities in units of 2^-GAUSSIAN_COINS. */
export type GaussianDigits = {
  /** Bits of a magnitude. */
  readonly width: number;
  /** P(bit i of a candidate's magnitude is 1). */
  readonly magnitude: readonly bigint[];
  /** P(a candidate survives bit j of its squared distance to sigma), for 2 x width bits. */
  readonly survival: readonly bigint[];
  /** Total variation between a value that is made of these bits and N_Z(0, sigma^2), at most. */
  readonly distance: number;
};

const FIXED = 256n;
const ONE = 1n << FIXED;
/** exp(-50) is below 2^-72: as good as never. */
const NEVER = 50n;
/** 2^width is this many sigma at least: a magnitude beyond has probability exp(-45), below 2^-64. */
const REACH = 45;
const TERMS = 60n;

/**
 * The bits of a discrete Gaussian of standard deviation sigma by rejection (Canonne, Kamath, Steinke 2020, Algorithm 3, with t = sigma): a
 * candidate has magnitude G with P(G = g) proportional to exp(-g / sigma) and a fair sign, and is taken with probability exp(-(G - sigma)^2
 * / (2 sigma^2)). The binary digits of G are independent, 2^i being in it with probability 1/(1 + exp(2^i / sigma)); and exp(-N / (2
 * sigma^2)) for a whole N is the product of exp(-2^j / (2 sigma^2)) over its digits. Thresholds are to the nearest whole number, from
 * 256-bit fixed point. docs/proofs/joint-gaussian.md, part 2. Throws RangeError unless sigma is a whole number from 8 to 2^40.
 */
export function gaussianDigits(sigma: number): GaussianDigits {
  if (!(Number.isInteger(sigma) && sigma >= 8 && sigma <= 2 ** 40))
    throw new RangeError(`noise of standard deviation ${sigma}: a whole number from 8 to 2^40 is needed`);
  const whole = BigInt(sigma);
  const width = (BigInt(REACH) * whole).toString(2).length;
  return {
    width,
    magnitude: powers(1n, whole, width).map((power) => (power === null ? 0n : share(ONE + power))),
    survival: powers(1n, 2n * whole * whole, 2 * width).map((power) => (power === null ? 0n : share(power))),
    // 3 width bits and the cut, each off by 2^-64 at most; twice that given acceptance, which has probability one half at least.
    distance: (3 * width + 1) * 2 ** (2 - GAUSSIAN_COINS),
  };
}

/** exp(2^i num / den) in fixed point for i = 0, 1, ...; null where the exponent is above NEVER. num / den is at most 1. */
function powers(num: bigint, den: bigint, count: number): (bigint | null)[] {
  const x = (num << FIXED) / den;
  let power = ONE;
  let term = ONE;
  for (let n = 1n; n <= TERMS; n++) {
    term = (term * x) / (n << FIXED);
    power += term;
  }
  return Array.from({ length: count }, (_, i) => {
    if (num << BigInt(i) > NEVER * den) return null;
    if (i > 0) power = (power * power) >> FIXED;
    return power;
  });
}

/** 2^GAUSSIAN_COINS / power to the nearest whole number. */
function share(power: bigint): bigint {
  return ((ONE << BigInt(GAUSSIAN_COINS + 1)) / power + 1n) >> 1n;
}
