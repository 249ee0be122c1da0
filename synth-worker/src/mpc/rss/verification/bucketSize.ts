/** Lanes that are shuffled as one: half a word. Bits of one unit stay together, so a unit with any wrong bit counts as wrong. */
export const UNIT_LANES = 16;

/** Statistical security: a batch with a wrong gate passes with probability at most 2^-40. */
const SECURITY_BITS = 40n;

/**
 * How many random triples check each gate of a batch of `units` units, known-good units included. A batch uses all M = units * B
 * triples of its pool. Whoever made g >= 1 gate units wrong must have made exactly the g * B triple units wrong that a uniform shuffle
 * gives to them: one of binom(M, g * B) equally likely sets. With one known-good unit or more the least of these is
 * binom(M, B) (docs/proofs/and-verification.md), so B is the least integer with binom(units * B, B) >= 2^40. Whole numbers only: all
 * three parties compute the same B. Throws RangeError below two units.
 */
export function bucketSize(units: number): number {
  if (!Number.isInteger(units) || units < 2) throw new RangeError(`${units} units are too few to check`);
  for (let bucket = 1; ; bucket++) {
    // binom(M, B) >= 2^s without division: M (M - 1) ... (M - B + 1) >= 2^s B!
    let falling = 1n;
    let factorial = 1n;
    for (let k = 0; k < bucket; k++) {
      falling *= BigInt(units * bucket - k);
      factorial *= BigInt(k + 1);
    }
    if (falling >= factorial << SECURITY_BITS) return bucket;
  }
}
