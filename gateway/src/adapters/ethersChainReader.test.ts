import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, test } from "node:test";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { Interface, ZeroAddress, ZeroHash } from "ethers";
import { closeServer } from "../http/closeServer.ts";
import { listen } from "../http/listen.ts";
import { readBody } from "../http/readBody.ts";
import { DEPLOYMENT } from "../test-support/openTestGateway.ts";
import { ethersChainReader } from "./ethersChainReader.ts";

const token = new Interface(AccessTokenAbi);
const jobs = new Interface(JobRegistryAbi);
const NODE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const job = (nodes: string[]) => [
  [
    2,
    0,
    1,
    false,
    ZeroAddress,
    ZeroHash,
    ZeroHash,
    [ZeroHash, ZeroHash, ZeroHash],
    nodes,
    nodes.map(() => 0),
  ],
];

type Call = { id: number; method: string; params: [{ to: string; data: string }] };
let chainId = "0x7a69";
let rpc: Server;
let url: string;

/** An RPC node that knows order 1 (finalised, held by NODE, led by NODE), order 2 (unclaimed), and reverts on order 3. */
function answer({ method, params }: Call): unknown {
  if (method === "eth_chainId") return chainId;
  if (method === "eth_blockNumber") return "0x10";
  const call = params[0];
  const abi = call.to.toLowerCase() === DEPLOYMENT.contracts.accessToken ? token : jobs;
  const parsed = abi.parseTransaction({ data: call.data })!;
  const orderId = parsed.args.at(-1) as bigint;
  if (orderId === 3n) return null;
  const values = {
    accessUntil: [orderId === 1n ? 1_900_000_000n : 0n],
    balanceOf: [orderId === 1n && parsed.args[0] === NODE ? 1n : 0n],
    jobOf: job(orderId === 1n ? [NODE, ZeroAddress, ZeroAddress] : []),
  }[parsed.name as "accessUntil" | "balanceOf" | "jobOf"];
  return abi.encodeFunctionResult(parsed.name, values);
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

test("reads access, holder and lead through the contracts' own ABI", async () => {
  const chain = await ethersChainReader(url, DEPLOYMENT);
  const node = NODE.toLowerCase() as `0x${string}`;
  assert.equal(await chain.blockNumber(), 16);
  assert.equal(await chain.accessUntil(1n), 1_900_000_000n);
  assert.equal(await chain.holdsAccess(node, 1n), true);
  assert.equal(await chain.holdsAccess("0x00000000000000000000000000000000000000aa", 1n), false);
  assert.equal(await chain.leadOf(1n), node);
  assert.equal(await chain.leadOf(2n), null);
  chain.close();
});

test("a contract that refuses an order means: no access, no lead", async () => {
  const chain = await ethersChainReader(url, DEPLOYMENT);
  assert.equal(await chain.accessUntil(3n), 0n);
  assert.equal(await chain.holdsAccess("0x00000000000000000000000000000000000000aa", 3n), false);
  assert.equal(await chain.leadOf(3n), null);
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
