import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { Deployment } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { Interface } from "ethers";
import { openChain } from "./chain.ts";
import { chainError, contractErrorOf } from "./chainError.ts";

const address = `0x${"11".repeat(20)}` as const;
const deployment: Deployment = {
  chainId: 31337,
  startBlock: 0,
  contracts: {
    accessManager: address,
    token: address,
    datasetRegistry: address,
    consentRegistry: address,
    permitRegistry: address,
    privacyLedger: address,
    market: address,
    accessToken: address,
    workerRegistry: address,
    jobRegistry: address,
    disputes: address,
    rewards: address,
  },
};
const privateKey = `0x${"22".repeat(32)}`;

/** An RPC that answers each method with a result or an error object. */
async function withRpc(
  answers: Record<string, object>,
  act: (rpcUrl: string, methods: string[]) => Promise<void>,
): Promise<void> {
  const methods: string[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { id, method } = JSON.parse(text) as { id: number; method: string };
    methods.push(method);
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        jsonrpc: "2.0",
        id,
        ...(answers[method] ?? { error: { code: -32601, message: "no" } }),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, methods);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("E6002 for an RPC of another chain; nothing but the chain id was asked", async () => {
  await withRpc({ eth_chainId: { result: "0x5" } }, async (rpcUrl, methods) => {
    await assert.rejects(openChain({ rpcUrl, privateKey, deployment, pollMilliseconds: 50 }), {
      code: "E6002",
      details: { actual: 5, expected: 31337 },
    });
    assert.deepEqual(methods, ["eth_chainId"]);
  });
});

test("E6001, retryable, for an RPC that is not there", async () => {
  const rpcUrl = "http://127.0.0.1:9";
  const act = openChain({ rpcUrl, privateKey, deployment, pollMilliseconds: 50 });
  await assert.rejects(act, { code: "E6001", retryable: true });
});

test("a revert is E6003, not retryable, and carries the contract error's name", async () => {
  const jobs = new Interface(JobRegistryAbi as unknown as string[]);
  const data = jobs.encodeErrorResult("JobWrongState", [4, 2]);
  const answers = {
    eth_chainId: { result: "0x7a69" },
    eth_call: { error: { code: 3, message: "execution reverted", data } },
  };
  await withRpc(answers, async (rpcUrl) => {
    const chain = await openChain({ rpcUrl, privateKey, deployment, pollMilliseconds: 50 });
    await assert.rejects(chain.read("jobRegistry", "stateOf", 4n), (error) => {
      assert.equal(contractErrorOf(error), "JobWrongState");
      assert.equal((error as { retryable: boolean }).retryable, false);
      return true;
    });
    chain.close();
  });
});

test("what is no chain error becomes E6001 and stays a SymbolonError when it was one", () => {
  const first = chainError(new Error("socket"));
  assert.equal(first.code, "E6001");
  assert.equal(chainError(first), first);
  assert.equal(contractErrorOf(first), null);
});
