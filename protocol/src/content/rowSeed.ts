import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, type Hex, toHex } from "./hex.ts";

/**
 * Public seed of an order's rows: sha256("symbolon/seed/1" || uint64be orderId || modelDigest). The model is fixed before the seed
 * can be known, so no one can try seeds; publishing it costs no privacy because rows are post-processing of a private model.
 */
export function rowSeed(orderId: bigint, modelDigest: Hex): Hex {
  const label = new TextEncoder().encode("symbolon/seed/1");
  const message = new Uint8Array(label.length + 8 + 32);
  message.set(label, 0);
  new DataView(message.buffer).setBigUint64(label.length, orderId);
  message.set(fromHex(modelDigest), label.length + 8);
  return toHex(sha256(message));
}
