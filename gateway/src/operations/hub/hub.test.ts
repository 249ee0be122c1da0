import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { kuboContentStore } from "../../adapters/kuboContentStore.ts";
import { loadTestSubgraph } from "../../indexer/test-support/openFollower.ts";
import { SyntheticChain } from "../../indexer/test-support/SyntheticChain.ts";
import { orderPlaced } from "../../indexer/test-support/sampleEvents.ts";
import { testDeployment } from "../../indexer/test-support/testDeployment.ts";
import { hubProcess } from "../test-support/hubProcess.ts";
import { serveChain } from "../test-support/serveChain.ts";

let folder: string;
let chain: { url: string; close(): Promise<void> };
before(async () => {
  await loadTestSubgraph();
  folder = await mkdtemp(join(tmpdir(), "symbolon-hub-"));
  const blocks = new SyntheticChain();
  blocks.mine([orderPlaced(1n, [1n])]);
  blocks.mine();
  chain = await serveChain(blocks);
  await writeFile(join(folder, "deployment.json"), JSON.stringify(testDeployment));
});
after(async () => {
  await chain.close();
  await rm(folder, { recursive: true });
});

const environment = (name: string): Record<string, string> => ({
  DATA_DIR: join(folder, name),
  SYMBOLON_DEPLOYMENT: join(folder, "deployment.json"),
  RPC_URL: chain.url,
  PORT: "0",
  IPFS_PORT: "0",
  POLL_MS: "50",
});
const command = async (name: string, ...args: string[]) => {
  const run = await hubProcess(args, environment(name));
  const [code] = await run.exited;
  assert.equal(code, run.told.error === undefined ? 0 : 1);
  return run.told;
};
/** What a hub answers about its market, as text. */
const answers = async (url: string, cid: string) => {
  const query = "{ orders(first: 5) { id status rows } stats { orders escrowedWei } }";
  const asked = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const content = await fetch(`${url}/ipfs/${cid}`);
  return { graphql: await asked.json(), status: content.status, bytes: await content.text() };
};

/** A GraphQL request of which the hub has the beginning; `rest` sends the other part and gives the answer. */
async function halfRequest(url: string): Promise<{ rest(): Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (text: Buffer) => {
    answer += text.toString();
  });
  const body = JSON.stringify({ query: "{ stats { orders } }" });
  const head = `POST /graphql HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  await new Promise<void>((resolve) => socket.write(`${head}\r\n\r\n${body.slice(0, 5)}`, () => resolve()));
  // A request that is answered shows that the hub has read the beginning of this one.
  await fetch(`${url}/metrics`);
  return {
    async rest() {
      socket.end(body.slice(5));
      await once(socket, "close");
      return answer;
    },
  };
}

test("one process is index, API and storage; alone on its folder; its backup, restored elsewhere, gives the same answers", async () => {
  const hub = await hubProcess(["start"], environment("first"));
  assert.equal(hub.told.ready, true, hub.log());
  const second = await command("first", "start");
  assert.equal(second.error!.code, "E8005");
  assert.match(second.error!.what, new RegExp(`process ${hub.child.pid}`));

  const { result: status } = await command("first", "status");
  assert.deepEqual([status!.pid, status!.url], [hub.child.pid, hub.told.url]);
  assert.deepEqual(status!.health, { ok: true, database: true, storage: true, chain: true, indexer: true });
  assert.equal((status!.index as { indexedBlock: number }).indexedBlock, 2);
  assert.equal((status!.tasks as { dead: number }).dead, 0);
  assert.equal((await command("first", "retry", "nothing")).error!.code, "E9006");
  for (const secret of ["hub.json", "ipfs.token"])
    assert.equal((await stat(join(folder, "first", secret))).mode & 0o777, 0o600);

  const token = await readFile(join(folder, "first", "ipfs.token"), "utf8");
  const store = kuboContentStore({ apiUrl: status!.ipfsUrl as string, token, timeoutMs: 30_000 });
  const { cid } = await store.add(new Uint8Array(2_500_000).map((_, n) => n % 251));
  const before = await answers(hub.told.url!, cid);
  assert.equal(before.status, 200);
  const file = join(folder, "hub.backup");
  const made = (await command("first", "backup", file)).result!;
  assert.deepEqual([made.pins, made.unreadable], [1, []]);
  assert.equal((await stat(file)).mode & 0o777, 0o600);

  const request = await halfRequest(hub.told.url!);
  hub.child.kill("SIGTERM");
  while (!hub.log().includes('"stopping"')) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.match(await request.rest(), /^HTTP\/1.1 200 [\s\S]*"orders":/);
  assert.deepEqual(await hub.exited, [0, null], hub.log());
  assert.equal((await command("first", "status")).error!.code, "E8006");

  const restored = (await command("second", "restore", file)).result!;
  assert.deepEqual([restored.rows, restored.pins, restored.missing], [made.rows, 1, []]);
  assert.equal((await command("second", "restore", file)).error!.code, "E8008");
  const heir = await hubProcess(["start"], environment("second"));
  assert.deepEqual(await answers(heir.told.url!, cid), before);

  // Killed, it leaves nothing that keeps the next one from the folder, and nobody takes it for running.
  heir.child.kill("SIGKILL");
  await heir.exited;
  assert.equal((await command("second", "status")).error!.code, "E8006");
  const offline = (await command("second", "backup", `${file}.2`)).result!;
  assert.equal(offline.pins, 1);
});

test("what is missing in the environment is named, all of it", async () => {
  const run = await hubProcess(["start"], { DATA_DIR: join(folder, "none"), PORT: "many" });
  assert.equal(run.told.error!.code, "E8003");
  for (const name of ["SYMBOLON_DEPLOYMENT", "RPC_URL", "PORT"])
    assert.ok(run.told.error!.what.includes(name));
  assert.deepEqual(await run.exited, [1, null]);
});
