import type { EntropySource } from "./entropySource.ts";
import { keystream } from "./keystream.ts";

/**
 * TESTS ONLY: an entropy source that repeats itself, so that a test can repeat. Noise drawn from it protects
 * nobody. Product code may not import this file (the boundary check refuses it).
 */
export function seededEntropy(seed: number): EntropySource {
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(0, seed, true);
  const stream = keystream(key, "test only");
  return { guarantee: false, bytes: stream.bytes };
}
