import { consentLeaf, type Hex, type MerkleTree, merkleTree } from "@symbolon/protocol";
import type { ConsentEntry } from "./consentBook.ts";

/** The Merkle tree of a consent book. Throws RangeError for an empty one. */
export function consentTree(
  consents: readonly Pick<ConsentEntry, "leafIndex" | "recordHash" | "consentKey" | "nullifier">[],
): MerkleTree {
  const leaves: Hex[] = new Array(consents.length);
  for (const consent of consents) leaves[consent.leafIndex] = consentLeaf(consent);
  return merkleTree(leaves);
}
