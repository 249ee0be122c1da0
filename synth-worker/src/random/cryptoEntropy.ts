import { randomBytes } from "node:crypto";
import type { EntropySource } from "./entropySource.ts";

/** Refill size in bytes: one call into the operating system's generator serves a few hundred draws. */
const POOL_BYTES = 4096;

/**
 * Entropy from the operating system through node:crypto. Bytes are handed out once and wiped from the pool, so
 * a later memory dump does not hold past noise. Throws what randomBytes throws when the system has no entropy.
 */
export function cryptoEntropy(): EntropySource {
  let pool = new Uint8Array(0);
  let used = 0;
  return {
    guarantee: true,
    bytes(length) {
      if (length > POOL_BYTES) return new Uint8Array(randomBytes(length));
      if (pool.length - used < length) {
        pool = new Uint8Array(randomBytes(POOL_BYTES));
        used = 0;
      }
      const out = pool.slice(used, used + length);
      pool.fill(0, used, used + length);
      used += length;
      return out;
    },
  };
}
