import { sha256 } from "@noble/hashes/sha2.js";
import { type Hex, toHex } from "./hex.ts";

/** sha256 of bytes that come piece by piece: `update` takes the next piece, `digest` gives the bytes32 of all of them, once. */
export function byteDigest(): { update(bytes: Uint8Array): void; digest(): Hex } {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => toHex(hash.digest()),
  };
}
