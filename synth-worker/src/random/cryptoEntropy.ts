import type { EntropySource } from "./entropySource.ts";

/** Refill size in bytes: one call into the operating system's generator serves a few hundred draws. */
const POOL_BYTES = 4096;
/** Most bytes that getRandomValues gives in one call (Web Cryptography, section 10.1.1). */
const CALL_BYTES = 65_536;

/**
 * Entropy from the operating system through Web Crypto, which Node and browsers both have. Bytes are handed out once and wiped from the
 * pool, so a later memory dump does not hold past noise. Throws what getRandomValues throws when the system has no entropy.
 */
export function cryptoEntropy(): EntropySource {
  let pool = new Uint8Array(0);
  let used = 0;
  return {
    guarantee: true,
    bytes(length) {
      if (length > POOL_BYTES) return drawn(length);
      if (pool.length - used < length) {
        pool = drawn(POOL_BYTES);
        used = 0;
      }
      const out = pool.slice(used, used + length);
      pool.fill(0, used, used + length);
      used += length;
      return out;
    },
  };
}

function drawn(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += CALL_BYTES) crypto.getRandomValues(bytes.subarray(at, at + CALL_BYTES));
  return bytes;
}
