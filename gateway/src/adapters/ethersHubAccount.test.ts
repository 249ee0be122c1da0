import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import {
  digestOfBytes,
  type Hex,
  KEY_LOG_DAY_TYPES,
  keyLogAnchorData,
  keyLogDomain,
  proofSigner,
  QUALITY_LABEL_TYPES,
} from "@symbolon/protocol";
import { Transaction, verifyTypedData, Wallet } from "ethers";
import { closeServer } from "../http/closeServer.ts";
import { listen } from "../http/listen.ts";
import { readBody } from "../http/readBody.ts";
import { ethersHubAccount } from "./ethersHubAccount.ts";

const CHAIN = 31_337;
const KEY: Hex = `0x${"07".repeat(32)}`;
const account = new Wallet(KEY).address;
const digest = digestOfBytes(new Uint8Array([1]));

type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };
/** A chain that keeps what it is sent. */
let sent: Hex[];
let minedAt: number | null;
let refusal: { code: number; message: string } | null;
let server: Server;
let hub: ReturnType<typeof ethersHubAccount>;

function answer({ method, params }: Call): unknown {
  if (method === "eth_chainId") return "0x7a69";
  if (method === "eth_blockNumber") return "0x20";
  if (method === "eth_getTransactionCount") return `0x${(minedAt === null ? 0 : 1).toString(16)}`;
  if (method === "eth_estimateGas") return "0x5a00";
  if (method === "eth_gasPrice" || method === "eth_maxPriorityFeePerGas") return "0x3b9aca00";
  if (method === "eth_getBlockByNumber")
    return {
      number: "0x20",
      hash: digest,
      parentHash: digest,
      timestamp: "0x1",
      difficulty: "0x0",
      gasLimit: "0x1c9c380",
      gasUsed: "0x0",
      miner: account,
      extraData: "0x",
      baseFeePerGas: "0x1",
      nonce: "0x0000000000000000",
      transactions: [],
    };
  if (method === "eth_sendRawTransaction") {
    if (refusal !== null) throw refusal;
    sent.push(params[0] as Hex);
    return Transaction.from(params[0] as string).hash;
  }
  if (method === "eth_getTransactionReceipt") {
    if (minedAt === null) return null;
    return {
      transactionHash: params[0],
      blockNumber: `0x${minedAt.toString(16)}`,
      blockHash: digest,
      transactionIndex: "0x0",
      from: account,
      to: account,
      status: "0x1",
      logs: [],
      logsBloom: "0x",
      gasUsed: "0x5a00",
      cumulativeGasUsed: "0x5a00",
      effectiveGasPrice: "0x1",
      type: "0x2",
      contractAddress: null,
    };
  }
  throw new Error(`unexpected ${method}`);
}

before(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(new TextDecoder().decode(await readBody(request, 100_000))) as Call | Call[];
    const answers = [body].flat().map((call) => {
      try {
        return { jsonrpc: "2.0", id: call.id, result: answer(call) };
      } catch (error) {
        return { jsonrpc: "2.0", id: call.id, error };
      }
    });
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  hub = ethersHubAccount(await listen(server, "127.0.0.1", 0), CHAIN, KEY);
});
after(async () => {
  hub.close();
  await closeServer(server, 50);
});
beforeEach(() => {
  sent = [];
  minedAt = null;
  refusal = null;
});

test("an anchor goes from the hub's account to itself, moves nothing, and carries the digest", async () => {
  const { raw, hash, nonce } = await hub.prepare(keyLogAnchorData(digest));
  const signed = Transaction.from(raw);
  assert.deepEqual(
    [signed.from, signed.to, signed.value, signed.chainId, signed.nonce, signed.hash],
    [account, account, 0n, BigInt(CHAIN), nonce, hash],
  );
  assert.equal(signed.data, `0x${Buffer.from("symbolon/key-log/1").toString("hex")}${digest.slice(2)}`);
  assert.deepEqual(sent, [], "prepared is not sent");
  await hub.broadcast(raw);
  assert.deepEqual(sent, [raw]);
});

test("a transaction that the node knows already counts as sent; a node that refuses is an error to be tried again", async () => {
  const { raw } = await hub.prepare("0x");
  for (const message of ["already known", "nonce too low"]) {
    refusal = { code: -32_000, message };
    await hub.broadcast(raw);
  }
  refusal = { code: -32_000, message: "insufficient funds for gas * price + value" };
  await assert.rejects(hub.broadcast(raw), { code: "E6003" });
  refusal = { code: -32_000, message: "the pool is full" };
  await assert.rejects(hub.broadcast(raw), { code: "E6001", retryable: true });
});

test("a transaction counts its own block among the confirmations; outside of blocks it has none", async () => {
  const hash = digest;
  assert.equal(await hub.outcome(hash), null);
  assert.equal(await hub.nonce(), 0);
  minedAt = 0x1d;
  assert.deepEqual(await hub.outcome(hash), { blockNumber: 0x1d, confirmations: 4 });
  assert.equal(await hub.nonce(), 1);
});

test("a day's signature is by the hub's account, over day and digest", async () => {
  const signature = await hub.signDay("2027-01-15", digest);
  const signer = (day: string) =>
    verifyTypedData(keyLogDomain(CHAIN), KEY_LOG_DAY_TYPES, { day, digest }, signature).toLowerCase();
  assert.equal(signer("2027-01-15"), hub.account);
  assert.notEqual(signer("2027-01-16"), hub.account);
});

test("a document's signature is by the hub's account, in the domain of the contract it names", async () => {
  const signed = {
    chainId: CHAIN,
    verifyingContract: `0x${"d5".repeat(20)}`,
    types: QUALITY_LABEL_TYPES,
    value: { datasetId: "3", labelDigest: digest },
  };
  const proofValue = await hub.signDocument(signed);
  const verificationMethod = `eip155:${CHAIN}:${hub.account}`;
  const proof = { type: "Eip712Signature", verificationMethod, proofValue } as const;
  assert.equal(proofSigner({ ...proof, verifyingContract: signed.verifyingContract }, signed), hub.account);
});

test("a chain that does not answer is E6001", async () => {
  const away = ethersHubAccount("http://127.0.0.1:1", CHAIN, KEY);
  await assert.rejects(away.nonce(), { code: "E6001" });
  away.close();
});
