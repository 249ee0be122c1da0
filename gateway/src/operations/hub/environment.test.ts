import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readHubEnvironment } from "./environment.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-hub-environment-"));
});
after(() => rm(folder, { recursive: true }));

const tokenOf = (name: string) =>
  readHubEnvironment({
    DATA_DIR: join(folder, name),
    SYMBOLON_DEPLOYMENT: "deployment.json",
    RPC_URL: "http://127.0.0.1:1",
  }).ipfsToken;

test("a folder's token is made once, and nothing else is left beside it", async () => {
  const token = tokenOf("new");
  assert.match(token, /^[0-9a-f]{64}$/);
  assert.equal(tokenOf("new"), token);
  assert.deepEqual(await readdir(join(folder, "new")), ["ipfs.token"]);
});

test("a token file that a power cut left empty is refused: an empty token would open the storage node to all", async () => {
  await writeFile(join(folder, "new", "ipfs.token"), "");
  assert.throws(() => tokenOf("new"), { code: "E8003" });
});
