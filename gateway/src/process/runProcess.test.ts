import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";

test("a server whose parent goes while it starts is closed and ends", { timeout: 120_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-process-"));
  t.after(() => rm(folder, { recursive: true }));
  const entry = join(folder, "server.mjs");
  await writeFile(
    entry,
    `import { runProcess } from ${JSON.stringify(new URL("./runProcess.ts", import.meta.url).href)};
     const log = { info() {}, error() {}, fatal() {} };
     await runProcess(log, async () => {
       process.send("starting");
       while (process.connected) await new Promise((resolve) => setTimeout(resolve, 5));
       const alive = setInterval(() => undefined, 1000);
       const close = async () => {
         clearInterval(alive);
         process.stdout.write("closed");
       };
       return { url: "http://127.0.0.1", close };
     });`,
  );
  const child = fork(entry, { execArgv: [], stdio: ["ignore", "pipe", "inherit", "ipc"] });
  t.after(() => child.kill("SIGKILL"));
  const said = text(child.stdout!);
  const exited = once(child, "exit");
  await once(child, "message");
  child.disconnect();
  assert.deepEqual(await exited, [0, null]);
  assert.equal(await said, "closed");
});
