import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CONSENT_WITHDRAWAL_TYPES,
  consentLeaf,
  contractDomain,
  type Hex,
  merkleTree,
  verifyMerkleProof,
  WithdrawalMessage,
} from "@symbolon/protocol";
import { recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { signWithdrawal } from "./signWithdrawal.ts";

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const consentRegistry: Hex = `0x${"c0".repeat(20)}`;

test("the message is whole, signed by the consent's key for this contract, and its leaf is under the root", async () => {
  const privateKey = word("05");
  const { address } = privateKeyToAccount(privateKey);
  const mine = {
    consentKey: address.toLowerCase() as Hex,
    recordHash: word("aa"),
    nullifier: word("bb"),
  };
  const tree = merkleTree([consentLeaf(mine), word("01"), word("02")]);
  const leaf = {
    root: tree.root,
    recordHash: mine.recordHash,
    nullifier: mine.nullifier,
    proof: tree.proof(0),
  };
  const message = await signWithdrawal(
    { privateKey, leaf },
    { chainId: 31_337, consentRegistry, datasetId: "4", now: 1000 },
  );
  assert.deepEqual(WithdrawalMessage.parse(message), message);
  assert.ok(verifyMerkleProof(message.root, consentLeaf(message), message.proof));
  const signer = (contract: Hex) =>
    recoverTypedDataAddress({
      domain: { ...contractDomain(31_337, contract), verifyingContract: contract },
      types: CONSENT_WITHDRAWAL_TYPES,
      primaryType: "ConsentWithdrawal",
      message: { datasetId: 4n, nullifier: message.nullifier, deadline: BigInt(message.deadline) },
      signature: message.signature,
    });
  assert.equal(await signer(consentRegistry), address);
  assert.notEqual(await signer(`0x${"c1".repeat(20)}`), address);
  assert.ok(!JSON.stringify(message).includes(privateKey.slice(2)), "the key is not in it");
});
