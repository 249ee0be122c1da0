import type { Keystream } from "./keystream.ts";

/**
 * A fast public stream of 32-bit words, xoshiro128++ (Blackman and Vigna 2021), seeded from a keystream: for orders and ties in
 * generated rows, where a ChaCha20 word per row would cost more than the row. Not for noise and not for secrets.
 */
export function fastStream(seed: Keystream): { nextUint32(): number; nextBelow(n: number): number } {
  let a = seed.nextUint32() | 1;
  let b = seed.nextUint32();
  let c = seed.nextUint32();
  let d = seed.nextUint32();
  const nextUint32 = (): number => {
    const sum = (a + d) | 0;
    const out = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return out;
  };
  return {
    nextUint32,
    /** Lemire's multiplication without its rejection step: the bias, below n / 2^32, does not matter for orders. */
    nextBelow: (n) => Math.floor((nextUint32() / 4294967296) * n),
  };
}
