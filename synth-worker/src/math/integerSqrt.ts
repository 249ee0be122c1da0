/** floor(sqrt(n)) of a bigint n >= 0 by Newton's iteration on integers; throws RangeError for n < 0. */
export function integerSqrt(n: bigint): bigint {
  if (n < 0n) throw new RangeError("square root of a negative number");
  if (n < 2n) return n;
  // A power of two above the root: from there the iteration falls monotonically to the floor.
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}
