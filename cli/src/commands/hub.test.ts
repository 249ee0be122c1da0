import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readHubCommandEnvironment } from "../hub/environment.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-cli-hub-"));
});
after(() => rm(folder, { recursive: true }));

/** Runs the command line with no environment but the given one. */
async function symbolon(args: readonly string[], env: Record<string, string> = {}) {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, ...args], {
    env,
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", log: "" };
  child.stdout.on("data", (text: Buffer) => {
    said.out += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    said.log += text.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...said };
}

test("a hub that does not run is E8006 and exit code 1", async () => {
  const { code, out } = await symbolon(["hub", "status", "--data", join(folder, "none"), "--json"]);
  assert.equal(code, 1);
  assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, "E8006");
});

test("a hub that cannot start says why in one JSON line, and exit code 1", async () => {
  const { code, out } = await symbolon(["hub", "start"]);
  assert.equal(code, 1);
  const told = JSON.parse(out) as { ready: boolean; error: { code: string; what: string } };
  assert.deepEqual([told.ready, told.error.code], [false, "E8003"]);
  assert.match(told.error.what, /RPC_URL/);
});

test("wrong usage is exit code 2", async () => {
  const runs = await Promise.all([symbolon(["hub"]), symbolon(["hub", "backup"])]);
  for (const { code, out } of runs) {
    assert.equal(code, 2);
    assert.match(out, /symbolon hub restore/);
  }
});

test("the worker beside a hub does not get the hub's port, address and database", () => {
  const { hub, worker } = readHubCommandEnvironment(folder, {
    PORT: "4000",
    HOST: "0.0.0.0",
    PUBLIC_URL: "https://hub.example",
    DATABASE_URL: "postgres://db",
    WORKER_PORT: "4100",
    RPC_URL: "http://rpc",
    IPFS_API_URL: "http://ipfs",
  });
  assert.equal(hub.PORT, "4000");
  assert.equal(hub.DATA_DIR, folder);
  const own = worker("http://127.0.0.1:4000");
  assert.deepEqual(
    [own.PORT, own.HOST, own.PUBLIC_URL, own.DATABASE_URL, own.RPC_URL, own.GATEWAY_URL, own.STATE_DIR],
    ["4100", undefined, undefined, undefined, "http://rpc", "http://127.0.0.1:4000", join(folder, "worker")],
  );
});
