import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { stateFile } from "./stateFile.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-state-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("reads back what was written, null before, readable by the owner only", async () => {
  const file = stateFile<{ a: number }>(join(folder, "deep", "one.json"));
  assert.equal(await file.read(), null);
  await file.write({ a: 1 });
  await file.write({ a: 2 });
  assert.deepEqual(await file.read(), { a: 2 });
  assert.equal((await stat(join(folder, "deep", "one.json"))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(folder, "deep")), ["one.json"]);
});

test("of many that write once, one stands and all are told it", async () => {
  const path = join(folder, "once.json");
  const writers = Array.from({ length: 20 }, (_, i) => stateFile<number>(path).writeOnce(i));
  const told = await Promise.all(writers);
  const kept = await stateFile<number>(path).read();
  assert.deepEqual(new Set(told), new Set([kept]));
  assert.equal(await stateFile<number>(path).writeOnce(99), kept);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith("once")),
    ["once.json"],
  );
});

test("a damaged file is E4010, never an empty state", async () => {
  await writeFile(join(folder, "bad.json"), '{"a":');
  await assert.rejects(stateFile(join(folder, "bad.json")).read(), { code: "E4010" });
});

test("a folder that cannot be written is E8002", async () => {
  await writeFile(join(folder, "plain"), "");
  await assert.rejects(stateFile(join(folder, "plain", "x.json")).write({}), { code: "E8002" });
});

test("a writer killed at any moment leaves a whole document", async () => {
  const path = join(folder, "killed.json");
  const program = join(folder, "writer.mjs");
  const module = new URL("./stateFile.ts", import.meta.url).href;
  await writeFile(
    program,
    `import { stateFile } from ${JSON.stringify(module)};
     const file = stateFile(${JSON.stringify(path)});
     for (let n = 0; ; n++) { await file.write({ n, filling: String(n).repeat(20000) }); process.send(n); }`,
  );
  let last = -1;
  for (let round = 0; round < 5; round++) {
    const writer: ChildProcess = fork(program, {
      env: { NODE_NO_WARNINGS: "1" },
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    await new Promise<void>((resolve) => {
      writer.on("message", (n) => {
        if (n === 3 + round) resolve();
      });
    });
    writer.kill("SIGKILL");
    await new Promise((resolve) => writer.once("exit", resolve));
    const kept = await stateFile<{ n: number; filling: string }>(path).read();
    assert.ok(kept !== null && kept.n >= 3 + round);
    assert.equal(kept.filling, String(kept.n).repeat(20000));
    last = kept.n;
  }
  assert.ok(last >= 7);
});
