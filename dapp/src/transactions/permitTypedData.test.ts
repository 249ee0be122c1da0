import assert from "node:assert/strict";
import { test } from "node:test";
import {
  concat,
  encodeAbiParameters,
  hashTypedData,
  keccak256,
  recoverTypedDataAddress,
  toBytes,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { permitTypedData } from "./permitTypedData.ts";

const account = privateKeyToAccount(`0x${"01".repeat(32)}`);
const spender = "0x00000000000000000000000000000000000000a6";
const token = {
  name: "Symbolon",
  version: "1",
  chainId: 31337,
  address: "0x00000000000000000000000000000000000000a2",
} as const;
const message = {
  owner: account.address,
  spender,
  value: 160n * 10n ** 18n,
  nonce: 3n,
  deadline: 2_000_000_000n,
} as const;

test("EIP-2612: the struct hash is over Permit(owner,spender,value,nonce,deadline)", () => {
  const structHash = keccak256(
    encodeAbiParameters(
      [
        { type: "bytes32" },
        { type: "address" },
        { type: "address" },
        { type: "uint256" },
        { type: "uint256" },
        { type: "uint256" },
      ],
      [
        keccak256(
          toBytes("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
        ),
        message.owner,
        message.spender,
        message.value,
        message.nonce,
        message.deadline,
      ],
    ),
  );
  const separator = keccak256(
    encodeAbiParameters(
      [
        { type: "bytes32" },
        { type: "bytes32" },
        { type: "bytes32" },
        { type: "uint256" },
        { type: "address" },
      ],
      [
        keccak256(
          toBytes("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        ),
        keccak256(toBytes("Symbolon")),
        keccak256(toBytes("1")),
        31337n,
        token.address,
      ],
    ),
  );
  assert.equal(
    hashTypedData(permitTypedData(token, message)),
    keccak256(concat(["0x1901", separator, structHash])),
  );
});

test("the owner's signature recovers to the owner, and not for another sum", async () => {
  const signature = await account.signTypedData(permitTypedData(token, message));
  assert.equal(
    await recoverTypedDataAddress({ ...permitTypedData(token, message), signature }),
    account.address,
  );
  const other = permitTypedData(token, { ...message, value: message.value + 1n });
  assert.notEqual(await recoverTypedDataAddress({ ...other, signature }), account.address);
});
