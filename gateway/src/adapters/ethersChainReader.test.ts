import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, test } from "node:test";
import { EMPTY_JOB, type Hex, hashJob } from "@symbolon/protocol";
import { AccessManagerAbi } from "@symbolon/protocol/abi/AccessManager";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { Interface, ZeroAddress, ZeroHash } from "ethers";
import { closeServer } from "../http/closeServer.ts";
import { listen } from "../http/listen.ts";
import { readBody } from "../http/readBody.ts";
import { DEPLOYMENT } from "../test-support/openTestGateway.ts";
import { ethersChainReader } from "./ethersChainReader.ts";

const { contracts } = DEPLOYMENT;
const INTERFACES = new Map([
  [contracts.accessToken, new Interface(AccessTokenAbi)],
  [contracts.jobRegistry, new Interface(JobRegistryAbi)],
  [contracts.market, new Interface(MarketAbi)],
  [contracts.accessManager, new Interface(AccessManagerAbi)],
  [contracts.permitRegistry, new Interface(PermitRegistryAbi)],
]);
const jobs = INTERFACES.get(contracts.jobRegistry)!;
const NODE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const OTHERS = ["0xbb", "0xcc"].map((start) => start.padEnd(42, "0"));
const CLAIM = {
  termsHash: `0x${"e1".repeat(32)}`,
  claimedAt: 1_800_000_000n,
  deadline: 1_800_086_400n,
  nodes: [NODE, ...OTHERS],
  consentEpochs: [0n, 3n],
};
const word = (orderId: bigint) => `0x${orderId.toString(16).padStart(64, "0")}`;
const recordOf = (state: number, job = { ...EMPTY_JOB, ...CLAIM }) =>
  `${hashJob(job as unknown as typeof EMPTY_JOB).slice(0, 64)}${state.toString(16).padStart(2, "0")}`;

type Call = { id: number; method: string; params: [Record<string, unknown>] };
let chainId = "0x7a69";
let rpc: Server;
let url: string;
const asked: string[] = [];
/** What JobRegistry.recordOf answers, by order. */
let records: Record<string, string>;

function claimedLog(orderId: bigint, lead = NODE) {
  const { termsHash, claimedAt, deadline, consentEpochs } = CLAIM;
  const values = [orderId, lead, termsHash, claimedAt, deadline, [lead, ...OTHERS], consentEpochs];
  return { address: contracts.jobRegistry, ...jobs.encodeEventLog("JobClaimed", values) };
}

/** Permit 1 is active, the others were never issued. */
function permitAnswer(permitId: bigint): unknown[] {
  if (permitId !== 1n) return [ZeroAddress, ZeroAddress, 0n, false, false, 0n, 0n, 0n, 0n, 0n, ZeroHash];
  return [NODE, OTHERS[0], 1n, false, false, 1n, 16n, 1000n, 2000n, 3000n, `0x${"de".repeat(32)}`];
}

/** An RPC node that knows order 1: finalised, held and led by NODE. It reverts on order 3. */
function answer({ method, params }: Call): unknown {
  asked.push(method);
  if (method === "eth_chainId") return chainId;
  if (method === "eth_blockNumber") return "0x10";
  const [call] = params;
  if (method === "eth_getLogs") {
    assert.equal(call.address, contracts.jobRegistry);
    assert.equal(call.fromBlock, "0x1");
    const [event, orderId] = call.topics as [null, string];
    assert.equal(event, null);
    return orderId === word(9n) ? [] : [claimedLog(BigInt(orderId))];
  }
  const abi = INTERFACES.get(String(call.to).toLowerCase() as Hex)!;
  const parsed = abi.parseTransaction({ data: String(call.data) })!;
  if (parsed.name === "disputeWindowSeconds") return abi.encodeFunctionResult(parsed.name, [604_800n]);
  if (parsed.name === "hasRole") {
    const [role, account] = parsed.args as unknown as [bigint, string];
    return abi.encodeFunctionResult(parsed.name, [role === 4n && account === NODE, 0n]);
  }
  if (parsed.name === "excludedUntil")
    return abi.encodeFunctionResult(parsed.name, [parsed.args[0] === NODE ? 5000n : 0n]);
  if (parsed.name === "permitOf")
    return abi.encodeFunctionResult(parsed.name, [permitAnswer(parsed.args[0])]);
  const orderId = parsed.args.at(-1) as bigint;
  if (orderId === 3n) return null;
  const values = {
    accessUntil: orderId === 1n ? 1_900_000_000n : 0n,
    holderOf: orderId === 1n ? NODE : ZeroAddress,
    recordOf: records[orderId.toString()] ?? ZeroHash,
  }[parsed.name as "accessUntil" | "holderOf" | "recordOf"];
  return abi.encodeFunctionResult(parsed.name, [values]);
}

before(async () => {
  rpc = createServer((request, response) => {
    void readBody(request, 100_000).then((body) => {
      const call = JSON.parse(Buffer.from(body).toString()) as Call;
      const result = answer(call);
      const failure = { code: 3, message: "execution reverted", data: "0x" };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          jsonrpc: "2.0",
          id: call.id,
          ...(result === null ? { error: failure } : { result }),
        }),
      );
    });
  });
  url = await listen(rpc, "127.0.0.1", 0);
});
after(() => closeServer(rpc, 100));

test("reads access, holder, window and lead through the contracts' own ABI", async () => {
  records = { 1: recordOf(8), 2: ZeroHash };
  const chain = await ethersChainReader(url, DEPLOYMENT);
  const node = NODE.toLowerCase() as Hex;
  assert.equal(await chain.blockNumber(), 16);
  assert.equal(await chain.accessUntil(1n), 1_900_000_000n);
  assert.equal(await chain.holdsAccess(node, 1n), true);
  assert.equal(await chain.holdsAccess("0x00000000000000000000000000000000000000aa", 1n), false);
  assert.equal(await chain.holdsAccess(ZeroAddress as Hex, 1n), false);
  assert.equal(await chain.leadOf(2n), null);
  records = { 1: recordOf(2) };
  assert.equal(await chain.leadOf(1n), node);
  const before = asked.length;
  assert.deepEqual(
    [await chain.disputeWindowSeconds(), await chain.disputeWindowSeconds()],
    [604_800, 604_800],
  );
  assert.equal(asked.length, before + 1);
  chain.close();
});

test("reads an access body's role and a data permit", async () => {
  const chain = await ethersChainReader(url, DEPLOYMENT);
  assert.equal(await chain.hasRole(4n, NODE as Hex), true);
  assert.equal(await chain.hasRole(4n, OTHERS[0] as Hex), false);
  assert.equal(await chain.hasRole(0n, NODE as Hex), false);
  assert.deepEqual(await chain.permitOf(1n), {
    issuer: NODE.toLowerCase(),
    holder: OTHERS[0],
    state: 1,
    purposesMask: 16,
    validFrom: 2000,
    validUntil: 3000,
    decisionHash: `0x${"de".repeat(32)}`,
  });
  assert.equal((await chain.permitOf(2n)).state, 0);
  assert.equal(await chain.excludedUntil(NODE as Hex), 5000);
  assert.equal(await chain.excludedUntil(OTHERS[0] as Hex), 0);
  chain.close();
});

test("believes no logs that do not add up to the job's record", async () => {
  const chain = await ethersChainReader(url, DEPLOYMENT);
  const other = { ...EMPTY_JOB, ...CLAIM, nodes: [OTHERS[0], NODE, OTHERS[1]] };
  for (const record of [recordOf(2, other as never), recordOf(3)]) {
    records = { 1: record };
    await assert.rejects(chain.leadOf(1n), { code: "E6001", retryable: true });
  }
  // The node keeps back the logs of a job that is on chain.
  records = { 9: recordOf(2) };
  await assert.rejects(chain.leadOf(9n), { code: "E6001" });
  chain.close();
});

test("an order that failed before anybody claimed it has no lead", async () => {
  records = { 1: `0x${"00".repeat(31)}09` };
  const chain = await ethersChainReader(url, DEPLOYMENT);
  assert.equal(await chain.leadOf(1n), null);
  chain.close();
});

test("a contract that refuses an order means: no access", async () => {
  const chain = await ethersChainReader(url, DEPLOYMENT);
  assert.equal(await chain.accessUntil(3n), 0n);
  assert.equal(await chain.holdsAccess("0x00000000000000000000000000000000000000aa", 3n), false);
  chain.close();
});

test("another chain is E6002, no answer is E6001", async () => {
  chainId = "0x1";
  await assert.rejects(ethersChainReader(url, DEPLOYMENT), { code: "E6002", retryable: false });
  chainId = "0x7a69";
  await assert.rejects(ethersChainReader("http://127.0.0.1:1", DEPLOYMENT), {
    code: "E6001",
    retryable: true,
  });
});
