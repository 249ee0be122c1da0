import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromHex, type Hex, toHex } from "../content/hex.ts";

/** Root and proofs over a list of leaves. */
export type MerkleTree = { readonly root: Hex; proof(index: number): Hex[] };

/**
 * Binary Merkle tree with sorted pairs (OpenZeppelin MerkleProof's commutative keccak256). Leaves are used in the
 * given order, so the caller shuffles them when order could say something. An odd node moves up unchanged.
 * Throws RangeError for no leaves.
 */
export function merkleTree(leaves: readonly Hex[]): MerkleTree {
  if (leaves.length === 0) throw new RangeError("a Merkle tree needs at least one leaf");
  const levels: Uint8Array[][] = [leaves.map((leaf) => fromHex(leaf))];
  while (levels.at(-1)!.length > 1) {
    const below = levels.at(-1)!;
    const level: Uint8Array[] = [];
    for (let i = 0; i < below.length; i += 2) {
      const right = below[i + 1];
      level.push(right === undefined ? below[i]! : hashPair(below[i]!, right));
    }
    levels.push(level);
  }
  return {
    root: toHex(levels.at(-1)![0]!),
    proof(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
        throw new RangeError("no such leaf");
      const path: Hex[] = [];
      let at = index;
      for (const level of levels.slice(0, -1)) {
        const sibling = level[at ^ 1];
        if (sibling !== undefined) path.push(toHex(sibling));
        at >>= 1;
      }
      return path;
    },
  };
}

/** True when `proof` leads from `leaf` to `root`. */
export function verifyMerkleProof(root: Hex, leaf: Hex, proof: readonly Hex[]): boolean {
  let node: Uint8Array = fromHex(leaf);
  for (const sibling of proof) node = hashPair(node, fromHex(sibling));
  return toHex(node) === root.toLowerCase();
}

function hashPair(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
  const both = new Uint8Array(64);
  both.set(low, 0);
  both.set(high, 32);
  return keccak_256(both);
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < 32; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
