import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

const scratch = mkdtempSync(join(tmpdir(), "symbolon-demo-"));
const MAIN = join(repositoryRoot, "scripts", "demo", "main.ts");

after(() => rmSync(scratch, { recursive: true, force: true }));

type Report = {
  ok: boolean;
  failed?: string;
  error?: { code?: string; todo?: string };
  steps: { name: string; ok: boolean }[];
};

function start(args: string[], home: string): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, SYMBOLON_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(args: string[], home: string): Promise<{ code: number | null; report: Report }> {
  const child = start(args, home);
  let text = "";
  child.stdout!.on("data", (chunk) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, report: JSON.parse(text.trim().split("\n").at(-1)!) as Report };
}

test("a taken port is named, with what to do, and nothing is left running", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const { port } = blocker.address() as { port: number };
  const home = join(scratch, "port");
  const { code, report } = await run(["--once", "--json", "--port", String(port)], home);
  blocker.close();
  assert.equal(code, 1);
  assert.equal(report.ok, false);
  assert.equal(report.failed, "start");
  assert.equal(report.error?.code, "E8001");
});

test("a home that cannot be written is named", async () => {
  // A file where the folder should be: refused for every user, root included.
  const home = join(scratch, "occupied");
  writeFileSync(home, "");
  const { code, report } = await run(["--once", "--json"], home);
  assert.equal(code, 1);
  assert.equal(report.error?.code, "E8002");
});

const withoutProcessTable = existsSync("/proc/self/stat") ? false : "needs Linux's /proc";

test("a killed run leaves no process behind, and the next run clears its folder and passes", {
  skip: withoutProcessTable,
}, async () => {
  const home = join(scratch, "killed");
  const first = start(["--json"], home);
  const folder = join(home, "demo");
  await until("gateway and workers to run", () => childrenOf(first.pid!).length >= 5);
  const children = childrenOf(first.pid!);
  first.kill("SIGKILL");
  await until("every process of the killed run to end", () => children.every((pid) => !isAlive(pid)));
  assert.ok(readdirSync(folder).includes("pid"), "the killed run could not clean up");

  const { code, report } = await run(["--once", "--json"], home);
  assert.equal(code, 0);
  assert.equal(report.ok, true);
  assert.ok(report.steps.length > 10 && report.steps.every((step) => step.ok));
});

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1800; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited three minutes for ${what}`);
}

/** Live processes whose parent is `pid`, from Linux's process table. */
function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.parent === pid);
}

function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== "Z";
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: state!, parent: Number(parent) };
  } catch {
    return null;
  }
}
