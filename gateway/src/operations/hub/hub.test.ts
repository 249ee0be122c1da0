import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { digestOfBytes } from "@symbolon/protocol";
import { kuboContentStore } from "../../adapters/kuboContentStore.ts";
import { loadTestSubgraph } from "../../indexer/test-support/openFollower.ts";
import { SyntheticChain } from "../../indexer/test-support/SyntheticChain.ts";
import { orderPlaced } from "../../indexer/test-support/sampleEvents.ts";
import { testDeployment } from "../../indexer/test-support/testDeployment.ts";
import { type HubProcess, hubProcess } from "../test-support/hubProcess.ts";
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
const stop = async (hub: HubProcess) => {
  hub.child.kill("SIGTERM");
  assert.deepEqual(await hub.exited, [0, null], hub.log());
};
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

test("one process serves index, API and storage; it is alone on its folder, tells how it is, and stops cleanly", async () => {
  const hub = await hubProcess(["start"], environment("one"));
  assert.equal(hub.told.ready, true, hub.log());
  const second = await command("one", "start");
  assert.equal(second.error!.code, "E8005");
  assert.match(second.error!.what, new RegExp(`process ${hub.child.pid}`));
  const { result } = await command("one", "status");
  assert.equal(result!.pid, hub.child.pid);
  assert.equal(result!.url, hub.told.url);
  assert.deepEqual(result!.health, { ok: true, database: true, storage: true, chain: true, indexer: true });
  assert.equal((result!.index as { indexedBlock: number }).indexedBlock, 2);
  assert.equal((result!.tasks as { dead: number }).dead, 0);
  assert.equal((await stat(join(folder, "one", "hub.json"))).mode & 0o777, 0o600);
  await stop(hub);
  assert.equal((await command("one", "status")).error!.code, "E8006");
  const again = await hubProcess(["start"], environment("one"));
  assert.equal(again.told.ready, true, again.log());
  await stop(again);
});

test("a killed hub leaves nothing that keeps the next one from starting, and nobody takes it for running", async () => {
  const hub = await hubProcess(["start"], environment("killed"));
  hub.child.kill("SIGKILL");
  await hub.exited;
  assert.equal((await command("killed", "status")).error!.code, "E8006");
  const next = await hubProcess(["start"], environment("killed"));
  assert.equal(next.told.ready, true, next.log());
  await stop(next);
});

test("a request under way is answered before the hub stops", async () => {
  const hub = await hubProcess(["start"], environment("drain"));
  const { hostname, port } = new URL(hub.told.url!);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (text: Buffer) => {
    answer += text.toString();
  });
  const body = JSON.stringify({ query: "{ stats { orders } }" });
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  hub.child.kill("SIGTERM");
  while (!hub.log().includes('"stopping"')) await new Promise((resolve) => setTimeout(resolve, 10));
  socket.end(body.slice(5));
  await once(socket, "close");
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.match(answer, /"orders":/);
  assert.deepEqual(await hub.exited, [0, null]);
});

test("a backup of the running hub, restored into an empty folder, gives the same answers; a damaged one gives nothing", async () => {
  const hub = await hubProcess(["start"], environment("first"));
  const state = JSON.parse(await readFile(join(folder, "first", "hub.json"), "utf8")) as { ipfsUrl: string };
  const token = await readFile(join(folder, "first", "ipfs.token"), "utf8");
  const store = kuboContentStore({ apiUrl: state.ipfsUrl, token, timeoutMs: 5_000 });
  const bytes = new Uint8Array(2_500_000).map((_, n) => n % 251);
  const { cid, digest } = await store.add(bytes);
  assert.equal(digest, digestOfBytes(bytes));
  const before = await answers(hub.told.url!, cid);
  assert.equal(before.status, 200);

  const file = join(folder, "hub.backup");
  const made = (await command("first", "backup", file)).result!;
  assert.equal(made.pins, 1);
  assert.deepEqual(made.unreadable, []);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  await stop(hub);

  // The end of the file says what the rest has to hash to.
  const text = gunzipSync(await readFile(file)).toString();
  const end = text.trimEnd().lastIndexOf("\n") + 1;
  assert.equal(createHash("sha256").update(text.slice(0, end)).digest("hex"), made.sha256);
  const changed = join(folder, "changed.backup");
  await writeFile(
    changed,
    gzipSync(text.replace('"attempts"', '"Attempts"').replace(/"madeAt":"20/, '"madeAt":"21')),
  );
  assert.equal((await command("second", "restore", changed)).error!.code, "E8007");
  const cut = join(folder, "cut.backup");
  await writeFile(cut, gzipSync(text.slice(0, end)));
  assert.equal((await command("second", "restore", cut)).error!.code, "E8007");

  const restored = (await command("second", "restore", file)).result!;
  assert.deepEqual([restored.rows, restored.pins, restored.missing], [made.rows, 1, []]);
  assert.equal((await command("second", "restore", file)).error!.code, "E8008");
  const heir = await hubProcess(["start"], environment("second"));
  assert.deepEqual(await answers(heir.told.url!, cid), before);
  await stop(heir);
});

test("what is missing in the environment is named, all of it", async () => {
  const run = await hubProcess(["start"], { DATA_DIR: join(folder, "none"), PORT: "many" });
  assert.equal(run.told.error!.code, "E8003");
  for (const name of ["SYMBOLON_DEPLOYMENT", "RPC_URL", "PORT"])
    assert.ok(run.told.error!.what.includes(name));
  assert.deepEqual(await run.exited, [1, null]);
});
