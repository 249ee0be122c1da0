import type { EntropySource } from "../../../random/entropySource.ts";
import { voprfSuite } from "./voprfSuite.ts";

/**
 * One node's additive share of the key of the tokens, and its public counterpart. `secret` stays at the node and is thrown away with the
 * job.
 */
export type NodeTokenKey = { readonly secret: Uint8Array; readonly publicKey: Uint8Array };

/**
 * A fresh key share, 3 of 3: the key of the tokens is k_0 + k_1 + k_2, and no two nodes together know anything of it. Fresh per job, so
 * that the tokens of two jobs cannot be compared.
 */
export function nodeTokenKey(entropy: EntropySource): NodeTokenKey {
  const { voprf } = voprfSuite;
  // RFC 9497, 3.2.1: a key pair from 32 random bytes.
  const { secretKey, publicKey } = voprf.deriveKeyPair(
    entropy.bytes(32),
    new TextEncoder().encode("symbolon tokens"),
  );
  return { secret: secretKey, publicKey };
}
