import { digestOfDocument } from "../../content/digest.ts";
import type { Hex } from "../../content/hex.ts";

/**
 * Hash of one entry of a key log: sha256 of the canonical JSON of its number, its detail's digest, and the hash of the entry before. An entry so
 * fixes all before it, by content and by place, while nobody learns a detail from it.
 */
export function keyLogHash(sequence: number, detailDigest: Hex, previous: Hex): Hex {
  return digestOfDocument({ sequence, detailDigest, previous });
}
