import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-ipfs-"));
});
after(() => rm(folder, { recursive: true }));

type Told = { ready: boolean; url?: string; error?: { code: string; what: string } };

/** Runs the process with exactly this environment; resolves with what it tells first, on stdout and to its parent. */
async function run(
  env: Record<string, string>,
): Promise<{ child: ChildProcess; told: Told; exited: Promise<unknown[]> }> {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = fork(main, [], { env, stdio: ["ignore", "pipe", "ignore", "ipc"] });
  const exited = once(child, "exit");
  const [[message], [line]] = (await Promise.all([once(child, "message"), once(child.stdout!, "data")])) as [
    [Told],
    [Buffer],
  ];
  assert.deepEqual(JSON.parse(line.toString()), message);
  return { child, told: message, exited };
}

const environment = () => ({ DATA_DIR: folder, PORT: "0", IPFS_API_TOKEN: "a-token-for-the-tests" });

test("says where it listens, and ends cleanly when asked to", async () => {
  const { child, told, exited } = await run(environment());
  assert.equal(told.ready, true);
  assert.equal((await fetch(`${told.url}/api/v0/version`, { method: "POST" })).status, 200);
  child.kill("SIGTERM");
  assert.deepEqual(await exited, [0, null]);
});

test("ends when its parent goes away", async () => {
  const { child, exited } = await run(environment());
  child.disconnect();
  assert.deepEqual(await exited, [0, null]);
});

test("names every variable that is missing or wrong, and exits with 1", async () => {
  const { told, exited } = await run({ PORT: "many" });
  assert.equal(told.ready, false);
  assert.equal(told.error!.code, "E8003");
  for (const name of ["DATA_DIR", "IPFS_API_TOKEN", "PORT"]) assert.ok(told.error!.what.includes(name));
  assert.deepEqual(await exited, [1, null]);
});

test("a folder that cannot be written is E8002, a taken port E8001", async () => {
  const blocked = await run({ ...environment(), DATA_DIR: "/dev/null/here" });
  assert.equal(blocked.told.error!.code, "E8002");
  await blocked.exited;
  const first = await run(environment());
  const second = await run({
    ...environment(),
    DATA_DIR: join(folder, "other"),
    PORT: new URL(first.told.url!).port,
  });
  assert.equal(second.told.error!.code, "E8001");
  await second.exited;
  first.child.kill("SIGTERM");
  await first.exited;
});
