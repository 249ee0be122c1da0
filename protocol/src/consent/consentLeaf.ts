import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromHex, type Hex, toHex } from "../content/hex.ts";

const LEAF_TYPEHASH = keccak_256(
  new TextEncoder().encode("ConsentLeaf(address consentKey,bytes32 recordHash,bytes32 nullifierHash)"),
);

/** What a hospital commits to for one patient. None of it leaves the hospital before a withdrawal. */
export type ConsentCommitment = {
  readonly consentKey: Hex;
  readonly recordHash: Hex;
  readonly nullifier: Hex;
};

/**
 * Leaf of the consent tree, as ConsentRegistry recomputes it: double keccak256 (so no inner node can pose as a leaf)
 * of abi.encode(LEAF_TYPEHASH, consentKey, recordHash, keccak256(nullifier)).
 */
export function consentLeaf({ consentKey, recordHash, nullifier }: ConsentCommitment): Hex {
  const words = new Uint8Array(128);
  words.set(LEAF_TYPEHASH, 0);
  words.set(fromHex(consentKey), 32 + 12);
  words.set(fromHex(recordHash), 64);
  words.set(keccak_256(fromHex(nullifier)), 96);
  return toHex(keccak_256(keccak_256(words)));
}
