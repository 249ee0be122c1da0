import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

test("a node whose parent goes while it loads its code ends by itself", { timeout: 120_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-node-"));
  t.after(() => rm(folder, { recursive: true }));
  const entry = join(folder, "node.mjs");
  await writeFile(
    entry,
    `while (process.connected) await new Promise((resolve) => setTimeout(resolve, 5));
     const { runNode } = await import(${JSON.stringify(new URL("./runNode.ts", import.meta.url).href)});
     await runNode("node", async () => {
       setInterval(() => undefined, 1000);
       return { close: async () => undefined };
     });`,
  );
  const child = fork(entry, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  t.after(() => child.kill("SIGKILL"));
  const exited = once(child, "exit");
  child.disconnect();
  assert.deepEqual(await exited, [0, null]);
});
