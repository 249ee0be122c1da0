import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder, id, keccak256 } from "ethers";
import fc from "fast-check";
import { toHex } from "../content/hex.ts";
import { consentLeaf } from "./consentLeaf.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((value) => toHex(value));

/** The leaf as ConsentRegistry computes it, by ethers' ABI coder. */
function leafByAbi(consentKey: string, recordHash: string, nullifier: string): string {
  const typehash = id("ConsentLeaf(address consentKey,bytes32 recordHash,bytes32 nullifierHash)");
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "address", "bytes32", "bytes32"],
    [typehash, consentKey, recordHash, keccak256(nullifier)],
  );
  return keccak256(keccak256(encoded));
}

test("the leaf equals abi.encode and double keccak256", () => {
  fc.assert(
    fc.property(bytes(20), bytes(32), bytes(32), (consentKey, recordHash, nullifier) => {
      assert.equal(
        consentLeaf({ consentKey, recordHash, nullifier }),
        leafByAbi(consentKey, recordHash, nullifier),
      );
    }),
  );
});

test("fixed vector: consent trees made today verify for ever", () => {
  const commitment = {
    consentKey: "0x00000000000000000000000000000000000000aa",
    recordHash: `0x${"01".repeat(32)}`,
    nullifier: `0x${"02".repeat(32)}`,
  } as const;
  assert.equal(consentLeaf(commitment), "0x19091cd3e5953f01fc314176eed5642f503daf9914549490588f32d19b0521bd");
});

test("each part of a commitment changes the leaf", () => {
  const base = {
    consentKey: `0x${"11".repeat(20)}`,
    recordHash: `0x${"22".repeat(32)}`,
    nullifier: `0x${"33".repeat(32)}`,
  } as const;
  const leaf = consentLeaf(base);
  assert.notEqual(consentLeaf({ ...base, consentKey: `0x${"12".repeat(20)}` }), leaf);
  assert.notEqual(consentLeaf({ ...base, recordHash: `0x${"23".repeat(32)}` }), leaf);
  assert.notEqual(consentLeaf({ ...base, nullifier: `0x${"34".repeat(32)}` }), leaf);
});
