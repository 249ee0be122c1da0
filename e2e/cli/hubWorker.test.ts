import assert from "node:assert/strict";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { deploy } from "../../scripts/demo/stack/deploy.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

const PATIENCE_MS = 300_000;
const WORKER = accounts.worker1;

let folder: string;
let chain: ChildProcess;
let rpcUrl: string;
const deploymentFile = () => join(folder, "deployment.json");
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-hub-worker-"));
  chain = fork(join(repositoryRoot, "scripts/demo/stack/chain.ts"), [], {
    cwd: repositoryRoot,
    env: { ...process.env, PORT: "0" },
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [told] = (await once(chain, "message")) as [{ url: string }];
  rpcUrl = told.url;
  await deploy({ rpcUrl, file: deploymentFile() });
});
after(async () => {
  const gone = once(chain, "exit");
  chain.kill("SIGTERM");
  await gone;
  await rm(folder, { recursive: true });
});

/** `symbolon hub start --worker` as a person runs it. */
function startHub() {
  const child = spawn(
    process.execPath,
    [join(repositoryRoot, "cli/src/main.ts"), "hub", "start", "--worker", "--data", join(folder, "hub")],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        SYMBOLON_DEPLOYMENT: deploymentFile(),
        RPC_URL: rpcUrl,
        PRIVATE_KEY: WORKER.privateKey,
        PORT: "0",
        IPFS_PORT: "0",
        POLL_MS: "100",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said = { out: "", log: "" };
  child.stdout.on("data", (text: Buffer) => {
    said.out += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    said.log += text.toString();
  });
  return { child, said, ended: once(child, "close") as Promise<[number | null, NodeJS.Signals | null]> };
}

async function eventually<T>(look: () => Promise<T | undefined>, what: () => string): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await pause(100)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return assert.fail(what());
}

test("a hub with a worker serves once both do, the worker is on chain, and both end when they are asked", async () => {
  const { child, said, ended } = startHub();
  try {
    const line = await eventually(
      async () =>
        said.out.split("\n").find((text) => text !== "") ?? (child.exitCode === null ? undefined : "{}"),
      () => `it said nothing: ${said.log}`,
    );
    const told = JSON.parse(line) as { ready?: boolean; url?: string };
    assert.equal(told.ready, true, `${line}\n${said.log}`);
    const body = JSON.stringify({ query: "{ workers { id endpoint } }" });
    const worker = await eventually(
      async () => {
        const init = { method: "POST", headers: { "content-type": "application/json" }, body };
        const answer = (await (await fetch(`${told.url}/graphql`, init)).json()) as {
          data: { workers: { id: string; endpoint: string }[] };
        };
        return answer.data.workers.find(({ id }) => id === WORKER.address.toLowerCase());
      },
      () => `the worker is not in the index: ${said.log}`,
    );
    // Whatever it answers, somebody listens there.
    await fetch(worker.endpoint);
    child.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null], said.log);
    for (const url of [told.url!, worker.endpoint]) await assert.rejects(fetch(url), TypeError);
    assert.equal(said.out.trim().split("\n").length, 1);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
});
