import type { EntropySource } from "../../random/entropySource.ts";

/** Made-up identifiers that hospitals may add to their lists, the same for all. */
export const PADDING_POOL = 1024;

const encoder = new TextEncoder();

/**
 * Made-up identifiers for one hospital's list: each of the pool with probability 1/2, drawn anew for each list. Their rows are in no cell (linkedJob), so that they
 * change no count; but a node that counts common tokens sees those of both hospitals too, and does not learn exactly how many patients are common: to
 * the number come, given both hospitals' draws, hypergeometric many, standard deviation 8 (docs/proofs/vertical-products.md, 9).
 */
export function paddingIdentifiers(entropy: EntropySource): Uint8Array[] {
  const coins = entropy.bytes(PADDING_POOL / 8);
  return Array.from({ length: PADDING_POOL }, (_, i) => encoder.encode(`symbolon/padding/1\n${i}`)).filter(
    (_, i) => (coins[i >>> 3]! >>> (i & 7)) & 1,
  );
}
