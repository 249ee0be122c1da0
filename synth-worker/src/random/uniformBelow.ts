import type { EntropySource } from "./entropySource.ts";

/**
 * A uniform bigint in [0, bound), bound >= 1. Rejection from the smallest power of two that fits: no modulo
 * bias, on average fewer than two tries. Throws RangeError for bound < 1.
 */
export function uniformBelow(bound: bigint, entropy: EntropySource): bigint {
  if (bound < 1n) throw new RangeError("no integer below a bound smaller than 1");
  const bits = bitLength(bound - 1n);
  if (bits === 0) return 0n;
  const length = (bits + 7) >> 3;
  const spareBits = length * 8 - bits;
  for (;;) {
    const bytes = entropy.bytes(length);
    bytes[0] = bytes[0]! >> spareBits;
    const value = toBigInt(bytes);
    if (value < bound) return value;
  }
}

function bitLength(n: bigint): number {
  if (n < 0x1_0000_0000n) return 32 - Math.clz32(Number(n));
  return n.toString(2).length;
}

function toBigInt(bytes: Uint8Array): bigint {
  // Six bytes fit a double exactly; most draws are that short.
  let value = 0n;
  for (let i = 0; i < bytes.length; i += 6) {
    const end = Math.min(i + 6, bytes.length);
    let part = 0;
    for (let j = i; j < end; j++) part = part * 256 + bytes[j]!;
    value = (value << BigInt(8 * (end - i))) | BigInt(part);
  }
  return value;
}
