import { chacha20 } from "@noble/ciphers/chacha.js";

const BLOCK_BYTES = 4096;
const encoder = new TextEncoder();

/** A deterministic stream of integers; the same seed and purpose give the same integers on every machine. */
export type Keystream = {
  /** The next 32 bits as an integer in [0, 2^32). */
  readonly nextUint32: () => number;
  /** A uniform integer in [0, n) for an integer 1 <= n <= 2^32, by rejection, so without modulo bias. */
  readonly nextBelow: (n: number) => number;
  /** The next `length` bytes. */
  readonly bytes: (length: number) => Uint8Array;
};

/**
 * The ChaCha20 keystream (RFC 8439 section 2.4) of a public 32-byte seed, read as little-endian words. `purpose`
 * (at most 12 bytes of UTF-8, zero padded) is the nonce, so each use has its own stream and one use never
 * shifts another. Not a source of secrets: the seed is public. Throws RangeError on a wrong seed or purpose.
 */
export function keystream(seed: Uint8Array, purpose: string): Keystream {
  if (seed.length !== 32) throw new RangeError(`the seed has ${seed.length} bytes, expected 32`);
  const label = encoder.encode(purpose);
  if (label.length > 12) throw new RangeError(`purpose ${purpose} is longer than 12 bytes`);
  const nonce = new Uint8Array(12);
  nonce.set(label);
  const key = seed.slice();
  const zeros = new Uint8Array(BLOCK_BYTES);
  let block = new Uint8Array(0);
  let counter = 0;
  let position = 0;

  const nextByte = (): number => {
    if (position === block.length) {
      block = new Uint8Array(chacha20(key, nonce, zeros, undefined, counter));
      counter += BLOCK_BYTES / 64;
      position = 0;
    }
    return block[position++]!;
  };
  const nextUint32 = (): number =>
    nextByte() + nextByte() * 0x100 + nextByte() * 0x10000 + nextByte() * 0x1000000;
  return {
    nextUint32,
    nextBelow(n) {
      if (!Number.isInteger(n) || n < 1 || n > 4294967296) throw new RangeError(`no integers below ${n}`);
      const limit = 4294967296 - (4294967296 % n);
      for (;;) {
        const word = nextUint32();
        if (word < limit) return word % n;
      }
    },
    bytes: (length) => Uint8Array.from({ length }, nextByte),
  };
}
