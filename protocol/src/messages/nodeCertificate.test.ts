import assert from "node:assert/strict";
import { test } from "node:test";
import { TypedDataEncoder, verifyTypedData, Wallet } from "ethers";
import { NODE_CERTIFICATE_TYPES } from "../eip712/nodeCertificateTypes.ts";
import { requestDomain } from "../eip712/typedData.ts";
import { NodeCertificate } from "./nodeCertificate.ts";

/** A key anyone may know; it signs nothing but this test. */
const wallet = new Wallet(`0x${"02".repeat(32)}`);
const statement = {
  host: "node-1.example.org",
  port: 9443,
  pin: `0x${"ab".repeat(32)}`,
  issued: 1_796_000_000,
};

async function signed(): Promise<unknown> {
  const signature = await wallet.signTypedData(requestDomain(31337), NODE_CERTIFICATE_TYPES, statement);
  const format = "symbolon-node-certificate/1";
  return { format, chainId: 31337, node: wallet.address, ...statement, signature };
}

test("the type string is the one other programs sign", () => {
  assert.equal(
    TypedDataEncoder.from(NODE_CERTIFICATE_TYPES).encodeType("NodeCertificate"),
    "NodeCertificate(string host,uint16 port,bytes32 pin,uint64 issued)",
  );
});

test("a signed statement is read back and is the account's; no part of it can be exchanged", async () => {
  const { host, port, pin, issued, signature, node } = NodeCertificate.parse(await signed());
  const said = { host, port, pin, issued };
  const signer = (chainId: number, value: object) =>
    verifyTypedData(requestDomain(chainId), NODE_CERTIFICATE_TYPES, value, signature);
  assert.equal(signer(31337, said), node);
  assert.notEqual(signer(1, said), node);
  for (const change of [{ host: "other" }, { port: 1 }, { pin: `0x${"ac".repeat(32)}` }, { issued: 0 }])
    assert.notEqual(signer(31337, { ...said, ...change }), node);
});

test("what is no statement is refused", async () => {
  const good = (await signed()) as Record<string, unknown>;
  for (const change of [
    { pin: "0xab" },
    { port: 0 },
    { port: 65_536 },
    { host: "https://node-1.example.org/" },
    { host: "" },
    { node: "0x01" },
    { signature: "0x00" },
    { issued: -1 },
    { extra: 1 },
  ])
    assert.equal(NodeCertificate.safeParse({ ...good, ...change }).success, false, JSON.stringify(change));
});
