import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { lockFolder } from "./lockFolder.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-lock-"));
});
after(() => rm(folder, { recursive: true }));

test("a folder is taken once in a process, and again after it was let go", () => {
  const release = lockFolder(join(folder, "new"));
  assert.throws(() => lockFolder(join(folder, "new")), { code: "E8005" });
  release();
  lockFolder(join(folder, "new"))();
});

test("another process cannot take it, is told whose it is, and gets it when the owner is killed", async () => {
  const module = fileURLToPath(new URL("lockFolder.ts", import.meta.url));
  const script = `const { lockFolder } = await import(${JSON.stringify(module)}); lockFolder(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(owner.stdout, "data");
  assert.throws(
    () => lockFolder(folder),
    (error: { code: string; details: { owner: string } }) =>
      error.code === "E8005" && error.details.owner === `process ${owner.pid}`,
  );
  owner.kill("SIGKILL");
  await once(owner, "exit");
  lockFolder(folder)();
});

test("a folder that cannot be written is E8002", () => {
  assert.throws(() => lockFolder("/dev/null/here"), { code: "E8002" });
});
