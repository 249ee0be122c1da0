import { chacha20 } from "@noble/ciphers/chacha.js";

/**
 * `length` pseudo-random bytes of a secret 32-byte seed: the ChaCha20 keystream (RFC 8439, section 2.4), nonce zero. In plain JavaScript, so
 * that a hospital's browser and a node get the same bytes. A seed is expanded for one use only. Throws RangeError on a wrong seed length.
 */
export function expandSeed(seed: Uint8Array, length: number): Uint8Array {
  if (seed.length !== 32) throw new RangeError(`the seed has ${seed.length} bytes, expected 32`);
  return chacha20(seed, new Uint8Array(12), new Uint8Array(length));
}
