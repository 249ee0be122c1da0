import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "yaml";
import { repositoryRoot } from "./repositoryRoot.ts";

const TOKEN = "deploy-test-token-0000";
const address = (n: number) => `0x${n.toString(16).padStart(40, "0")}`;
const NAMES = [
  "accessManager",
  "token",
  "datasetRegistry",
  "consentRegistry",
  "permitRegistry",
  "privacyLedger",
  "market",
  "accessToken",
  "workerRegistry",
  "jobRegistry",
  "disputes",
  "rewards",
];
const contracts = Object.fromEntries(NAMES.map((name, i) => [name, address(i + 1)]));
const network = `test-${process.pid}`;

let folder = "";
let ipfs: ReturnType<typeof fork>;
let ipfsUrl = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-deploy-"));
  await writeFile(
    join(folder, "deployment.json"),
    JSON.stringify({ chainId: 11155111, startBlock: 123, contracts }),
  );
  ipfs = fork(join(repositoryRoot, "gateway/src/ipfs/main.ts"), {
    env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: join(folder, "ipfs"), IPFS_API_TOKEN: TOKEN },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  for await (const [message] of on(ipfs)) {
    if (message.type === "ready" || message.ready === true) {
      ipfsUrl = String(message.url);
      break;
    }
  }
});
after(async () => {
  ipfs.kill();
  await rm(folder, { recursive: true, force: true });
  await rm(join(repositoryRoot, "subgraph", `subgraph.${network}.yaml`), { force: true });
  await rm(join(repositoryRoot, ".symbolon", "subgraph", network), { recursive: true, force: true });
});

async function* on(
  child: ReturnType<typeof fork>,
): AsyncGenerator<[{ type?: string; ready?: boolean; url?: string }]> {
  for (;;) yield (await once(child, "message")) as [{ type?: string; ready?: boolean; url?: string }];
}

/** What a Graph Node's administration port answers; keeps what it was asked. */
async function administration() {
  const asked: { method: string; params: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { id, method, params } = JSON.parse(text);
    asked.push({ method, params });
    const result = method === "subgraph_deploy" ? { playground: "/", queries: "/" } : { id: "1" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { asked, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("a Graph Node is told of a subgraph whose manifest, on IPFS, has the deployment's addresses, start block and WASM", async () => {
  const node = await administration();
  const args = ["--deployment", join(folder, "deployment.json"), "--network", network];
  const target = ["--node", node.url, "--ipfs", ipfsUrl, "--name", "market", "--label", "v7"];
  const child = spawn(process.execPath, ["scripts/deploySubgraph.ts", ...args, ...target], {
    cwd: repositoryRoot,
    env: { ...process.env, IPFS_API_TOKEN: TOKEN },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "exit");
  node.server.close();
  assert.equal(code, 0, output);
  assert.deepEqual(
    node.asked.map(({ method }) => method),
    ["subgraph_create", "subgraph_deploy"],
  );
  const { name, ipfs_hash: hash, version_label: label } = node.asked[1]!.params;
  assert.deepEqual([name, label], ["market", "v7"]);
  const cat = async (cid: string) => {
    const answer = await fetch(`${ipfsUrl}/api/v0/cat?arg=${cid}`, { method: "POST" });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const { dataSources } = parse((await cat(String(hash))).toString()) as {
    dataSources: {
      network: string;
      source: { address: string; startBlock: number };
      mapping: { file: { "/": string } };
    }[];
  };
  const found = new Set(dataSources.map(({ source }) => source.address));
  // The access manager and the fee token have no data source.
  for (const name_ of NAMES.slice(2)) assert.ok(found.has(contracts[name_]!), name_);
  for (const { network: chain, source, mapping } of dataSources) {
    assert.deepEqual([chain, source.startBlock], [network, 123]);
    const wasm = await cat(mapping.file["/"].replace("/ipfs/", ""));
    assert.deepEqual([...wasm.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  }
});

test("a call without an address is told how to call, and nothing is built", async () => {
  const child = spawn(process.execPath, ["scripts/deploySubgraph.ts", "--network", "sepolia"], {
    cwd: repositoryRoot,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "exit");
  assert.equal(code, 2);
  assert.match(output, /subgraph:deploy/);
  await assert.rejects(readFile(join(repositoryRoot, "subgraph", "subgraph.sepolia.yaml")), {
    code: "ENOENT",
  });
});
