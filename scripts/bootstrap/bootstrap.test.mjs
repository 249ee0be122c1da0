import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CATALOGUE } from "@symbolon/protocol";
import { parseArguments } from "../bootstrap.mjs";
import { findNpm } from "./findNpm.mjs";
import { install } from "./install.mjs";
import { npmFailure } from "./npmFailure.mjs";
import { majorOf, requireNode24 } from "./requireNode24.mjs";
import { SETUP_ERRORS } from "./SetupError.mjs";
import { withLock } from "./withLock.mjs";

const scripts = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const scratch = mkdtempSync(join(tmpdir(), "symbolon-bootstrap-"));
after(() => rmSync(scratch, { recursive: true, force: true }));
let counter = 0;

test("the command line is setup or run FILE, anything else is refused", () => {
  assert.deepEqual(parseArguments(["setup"]), { name: "setup" });
  assert.deepEqual(parseArguments(["run", "a.ts", "--once", "x"]), {
    name: "run",
    file: "a.ts",
    args: ["--once", "x"],
  });
  for (const wrong of [[], ["run"], ["setup", "now"], ["demo"]]) assert.equal(parseArguments(wrong), null);
});

test("the texts repeat the error catalogue", () => {
  for (const [code, { what, todo }] of Object.entries(SETUP_ERRORS)) {
    assert.equal(CATALOGUE[code]?.what, what, code);
    assert.equal(CATALOGUE[code]?.todo, todo, code);
  }
});

test("versions and npm's error codes are read", () => {
  assert.equal(majorOf("v20.20.2"), 20);
  assert.equal(majorOf("24.0.0"), 24);
  assert.equal(majorOf("nonsense"), 0);
  assert.match(npmFailure("npm error code ENOTFOUND\nnpm error x"), /registry does not answer \(ENOTFOUND\)/);
  assert.match(npmFailure("npm ERR! code EUSAGE\n"), /do not agree/);
  assert.match(npmFailure("npm error code E404"), /E404/);
  assert.equal(npmFailure("Killed"), "npm gave no error code");
});

test("npm is taken from npm itself, then from PATH, and its absence is E8010", () => {
  const folder = emptyFolder();
  const script = join(folder, "npm-cli.js");
  writeFileSync(script, "");
  assert.deepEqual(findNpm({ npm_execpath: script, PATH: "" }), { script });
  assert.throws(() => findNpm({ npm_execpath: join(folder, "pnpm.cjs"), PATH: folder }), { code: "E8010" });
  writeFileSync(join(folder, "npm"), "#!/bin/sh\n");
  assert.deepEqual(findNpm({ PATH: folder }, "linux"), { command: join(folder, "npm") });
});

test("a remembered Node 24 is used while it runs, and forgotten when it does not", async () => {
  const stateFolder = emptyFolder();
  const old = { path: "/nowhere/node20", version: "v20.1.0" };
  const options = { root: stateFolder, stateFolder, current: old };
  assert.equal(
    await requireNode24({ ...options, env: {}, current: { path: "x", version: "v24.1.0" } }),
    "x",
    "the Node that runs this comes first",
  );
  writeFileSync(
    join(stateFolder, "node.json"),
    JSON.stringify({ path: process.execPath, version: "v24.0.0" }),
  );
  assert.equal(await requireNode24({ ...options, env: {} }), process.execPath);
  writeFileSync(join(stateFolder, "node.json"), JSON.stringify({ path: "/nowhere/node24" }));
  await assert.rejects(requireNode24({ ...options, env: { PATH: "" } }), { code: "E8010" });
});

test("no network while fetching Node 24 is E8011 and leaves no lock behind", async () => {
  const stateFolder = emptyFolder();
  const env = {
    ...process.env,
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(stateFolder, "cache"),
    npm_config_fetch_retries: "0",
  };
  const current = { path: process.execPath, version: "v20.0.0" };
  await assert.rejects(
    requireNode24({ root: stateFolder, stateFolder, env, current }),
    (error) => error.code === "E8011" && /does not answer/.test(error.message),
  );
  assert.equal(existsSync(join(stateFolder, "setup.lock")), false);
});

test("packages are installed once, again after a change of the lock file, and again after an interruption", async () => {
  const { root, stateFolder } = emptyProject();
  let runs = 0;
  let code = 0;
  const npm = async () => {
    runs += 1;
    mkdirSync(join(root, "node_modules"), { recursive: true });
    return { code, stdout: "", output: "npm error code ECONNRESET\n" };
  };
  const options = { root, stateFolder, node: process.execPath, env: process.env, npm };
  assert.equal(await install(options), true);
  assert.equal(await install(options), false);
  assert.equal(runs, 1);
  writeFileSync(join(root, "package-lock.json"), "changed");
  code = 1;
  await assert.rejects(
    install(options),
    (error) => error.code === "E8013" && /ECONNRESET/.test(error.message),
  );
  code = 0;
  assert.equal(await install(options), true, "a failed install has no record");
  assert.equal(await install(options), false);
  assert.equal(runs, 3);
  rmSync(join(root, "package-lock.json"));
  await assert.rejects(install(options), { code: "E8012" });
});

test("two installs at once run npm once", async () => {
  const { root, stateFolder } = emptyProject();
  let runs = 0;
  const npm = async () => {
    runs += 1;
    await sleep(50);
    mkdirSync(join(root, "node_modules"), { recursive: true });
    return { code: 0, stdout: "", output: "" };
  };
  const options = { root, stateFolder, node: process.execPath, env: process.env, npm };
  assert.deepEqual((await Promise.all([install(options), install(options)])).sort(), [false, true]);
  assert.equal(runs, 1);
});

test("a state folder that cannot be made is E8002", async () => {
  const { root } = emptyProject();
  const file = join(root, "file");
  writeFileSync(file, "");
  const options = { root, stateFolder: join(file, "state"), node: process.execPath, env: process.env };
  await assert.rejects(install(options), (error) => error.code === "E8002" && /ENOTDIR/.test(error.message));
});

test("a lock is taken over from a dead owner, an emptied folder and another program with the same number", async () => {
  const path = join(emptyFolder(), "setup.lock");
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const owners = [
    JSON.stringify({ pid: dead, startTime: null, host: hostname() }),
    // This very process lives, but it did not start at tick 1. Only Linux can tell.
    ...(process.platform === "linux"
      ? [JSON.stringify({ pid: process.pid, startTime: "1", host: hostname() })]
      : []),
    "{torn",
    null,
  ];
  for (const owner of owners) {
    mkdirSync(path);
    if (owner !== null) writeFileSync(join(path, "owner.json"), owner);
    assert.equal(await withLock(path, async () => "done"), "done", String(owner));
    assert.equal(existsSync(path), false);
  }
});

test("a lock of a living owner is waited for, and released when the work throws", async () => {
  const path = join(emptyFolder(), "setup.lock");
  const order = [];
  const first = withLock(path, async () => {
    await sleep(300);
    order.push("first");
  });
  const waited = [];
  const second = withLock(
    path,
    async () => {
      order.push("second");
      throw new Error("work failed");
    },
    (owner) => waited.push(owner.pid),
  );
  await first;
  await assert.rejects(second, /work failed/);
  assert.deepEqual(order, ["first", "second"]);
  assert.deepEqual(waited, [process.pid]);
  assert.equal(existsSync(path), false);
});

test("processes that want the lock at once never hold it together", async () => {
  const folder = emptyFolder();
  const path = join(folder, "setup.lock");
  mkdirSync(path);
  writeFileSync(join(path, "owner.json"), JSON.stringify({ pid: 0, startTime: null, host: hostname() }));
  const module = pathToFileURL(join(scripts, "bootstrap/withLock.mjs")).href;
  // mkdir fails when the folder exists: two holders at once would make one of these processes fail.
  const code = `import { withLock } from ${JSON.stringify(module)}; import { mkdirSync, rmdirSync } from "node:fs";
    for (let i = 0; i < 5; i++) await withLock(${JSON.stringify(path)}, async () => {
      mkdirSync("held"); await new Promise((done) => setTimeout(done, 5)); rmdirSync("held"); });`;
  const children = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder, stdio: "inherit" }),
  );
  const codes = await Promise.all(children.map((child) => new Promise((done) => child.once("exit", done))));
  assert.deepEqual(codes, [0, 0, 0]);
});

test("under an old Node: sets up, is quiet the second time, runs TypeScript under Node 24", (context) => {
  const old = findOldNode();
  if (old === null) return context.skip("no Node 20 to 23 on this machine");
  const { root, stateFolder } = emptyProject();
  writeFileSync(
    join(root, "show.ts"),
    `import { execFileSync } from "node:child_process";
     const first: string = process.argv[2] ?? "";
     console.log(process.version, first, execFileSync("node", ["--version"]).toString().trim());
     process.exitCode = 7;`,
  );
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(join(stateFolder, "node.json"), JSON.stringify({ path: process.execPath }));
  const run = () =>
    spawnSync(old, [join(root, "scripts/bootstrap.mjs"), "run", "show.ts", "a b"], {
      encoding: "utf8",
      env: { ...process.env, SYMBOLON_HOME: stateFolder },
    });
  const first = run();
  assert.match(first.stderr, /Installing the packages/);
  assert.equal(first.stdout, `${process.version} a b ${process.version}\n`);
  assert.equal(first.status, 7);
  assert.equal(existsSync(join(root, "node_modules/.symbolon-lock")), true);
  const second = run();
  assert.equal(second.stderr, "");
  assert.equal(second.status, 7);
});

test("Ctrl-C and its echo reach the program once; its exit code comes back", async () => {
  const project = installedProject(
    `let seen = 0;
     process.on("SIGINT", () => { seen += 1; if (seen === 1) setTimeout(() => process.exit(40 + seen), 300); });
     console.log("ready"); setInterval(() => {}, 1000);`,
  );
  const { child } = await start(project);
  child.kill("SIGINT");
  await sleep(20);
  child.kill("SIGINT");
  assert.deepEqual(await ended(child), { code: 41, signal: null });
});

test("SIGTERM is passed on; a program ended by a signal gives 128 + its number", async () => {
  const { child } = await start(installedProject(`console.log("ready"); setInterval(() => {}, 1000);`));
  child.kill("SIGTERM");
  assert.deepEqual(await ended(child), { code: 143, signal: null });
});

test("killed outright, the door still ends the program behind it", {
  skip: process.platform === "win32",
}, async () => {
  const project = installedProject(
    `import { writeFileSync } from "node:fs";
     process.on("SIGTERM", () => { writeFileSync("ended", ""); process.exit(0); });
     console.log("ready"); setInterval(() => {}, 1000);`,
  );
  const { child } = await start(project);
  child.kill("SIGKILL");
  await ended(child);
  // Waits for the fact, not for a time: the test runner's own limit is the bound.
  while (!existsSync(join(project.root, "ended"))) await sleep(20);
});

function emptyFolder() {
  counter += 1;
  const folder = join(scratch, String(counter));
  mkdirSync(folder);
  return folder;
}

/** A project without packages, with the scripts under test: its real `npm ci` needs no network. */
function emptyProject() {
  const root = emptyFolder();
  const manifest = { name: "empty", version: "1.0.0", type: "module" };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { "": manifest } };
  writeFileSync(join(root, "package-lock.json"), JSON.stringify(lock));
  cpSync(scripts, join(root, "scripts"), {
    recursive: true,
    filter: (source) => source === scripts || /bootstrap(\.mjs$|$|[/\\]\w+\.mjs$)/.test(source),
  });
  return { root, stateFolder: join(root, ".symbolon") };
}

/** @param {string} program text of program.ts */
function installedProject(program) {
  const project = emptyProject();
  writeFileSync(join(project.root, "program.ts"), program);
  execFileSync(process.execPath, [join(project.root, "scripts/bootstrap.mjs"), "setup"], {
    stdio: "pipe",
    env: { ...process.env, SYMBOLON_HOME: "" },
  });
  return project;
}

/** @param {{ root: string }} project */
async function start({ root }) {
  const child = spawn(process.execPath, [join(root, "scripts/bootstrap.mjs"), "run", "program.ts"], {
    cwd: root,
    env: { ...process.env, SYMBOLON_HOME: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready, failed) => {
    child.stdout.setEncoding("utf8").on("data", (text) => text.includes("ready") && ready());
    child.once("exit", () => failed(new Error("ended before it was ready")));
  });
  return { child };
}

/** @param {import("node:child_process").ChildProcess} child */
function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null)
    return { code: child.exitCode, signal: child.signalCode };
  return new Promise((done) => child.once("exit", (code, signal) => done({ code, signal })));
}

/** A Node from 20 to 23 on PATH, to enter as a newcomer may; null when this machine has none. */
function findOldNode() {
  const folders = new Set([...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"]);
  for (const folder of folders) {
    const path = join(folder, "node");
    if (!existsSync(path)) continue;
    const major = majorOf(execFileSync(path, ["--version"], { encoding: "utf8" }));
    if (major >= 20 && major < 24) return path;
  }
  return null;
}
