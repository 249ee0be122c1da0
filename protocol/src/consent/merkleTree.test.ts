import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, keccak256 } from "ethers";
import fc from "fast-check";
import { type Hex, toHex } from "../content/hex.ts";
import { merkleTree, verifyMerkleProof } from "./merkleTree.ts";

const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes));
const leaves = fc.array(leaf, { minLength: 1, maxLength: 40 });

/** OpenZeppelin Hashes.commutativeKeccak256, by ethers. */
function pair(a: string, b: string): string {
  return keccak256(concat(BigInt(a) < BigInt(b) ? [a, b] : [b, a]));
}

/** Root by recursion over halves of each level, written independently of the tree under test. */
function bruteForceRoot(level: readonly string[]): string {
  if (level.length === 1) return level[0]!;
  const next: string[] = [];
  for (let i = 0; i + 1 < level.length; i += 2) next.push(pair(level[i]!, level[i + 1]!));
  if (level.length % 2 === 1) next.push(level.at(-1)!);
  return bruteForceRoot(next);
}

/** OpenZeppelin MerkleProof.processProof. */
function processProof(proof: readonly string[], start: string): string {
  return proof.reduce((node, sibling) => pair(node, sibling), start);
}

test("root and every proof agree with brute force and with OpenZeppelin's sorted pairs", () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const tree = merkleTree(list);
      assert.equal(tree.root, bruteForceRoot(list));
      for (const [index, each] of list.entries()) {
        const proof = tree.proof(index);
        assert.equal(processProof(proof, each), tree.root);
        assert.ok(verifyMerkleProof(tree.root, each, proof));
        assert.ok(proof.length <= Math.ceil(Math.log2(list.length)) || list.length === 1);
      }
    }),
  );
});

test("a leaf that is not in the tree has no proof among those of others", () => {
  fc.assert(
    fc.property(leaves, leaf, (list, stranger) => {
      fc.pre(!list.includes(stranger));
      const tree = merkleTree(list);
      // False alarm: a keccak256 collision, below 2^-120.
      for (const index of list.keys())
        assert.equal(verifyMerkleProof(tree.root, stranger, tree.proof(index)), false);
    }),
  );
});

test("a changed sibling, a shortened proof and another root do not verify", () => {
  const list = [1, 2, 3, 4, 5].map((n) => `0x${String(n).repeat(64)}` as Hex);
  const tree = merkleTree(list);
  const proof = tree.proof(0);
  assert.equal(proof.length, 3);
  const changed = proof.with(1, list[4]!);
  assert.equal(verifyMerkleProof(tree.root, list[0]!, changed), false);
  assert.equal(verifyMerkleProof(tree.root, list[0]!, proof.slice(1)), false);
  assert.equal(verifyMerkleProof(list[0]!, list[0]!, proof), false);
  assert.equal(verifyMerkleProof(tree.root.toUpperCase().replace("0X", "0x") as Hex, list[0]!, proof), true);
});

test("one leaf is its own root; an odd leaf moves up unchanged", () => {
  const [a, b, c] = ["aa", "bb", "cc"].map((byte) => `0x${byte.repeat(32)}` as Hex);
  assert.equal(merkleTree([a!]).root, a);
  assert.deepEqual(merkleTree([a!]).proof(0), []);
  assert.equal(merkleTree([a!, b!, c!]).root, pair(pair(a!, b!), c!));
  assert.deepEqual(merkleTree([a!, b!, c!]).proof(2), [pair(a!, b!)]);
});

test("no leaves, and an index outside the list, are refused", () => {
  assert.throws(() => merkleTree([]), RangeError);
  const tree = merkleTree([`0x${"00".repeat(32)}`]);
  for (const index of [-1, 1, 0.5]) assert.throws(() => tree.proof(index), RangeError);
});
