import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readStorageSettings } from "./storageSettings.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-settings-"));
});
after(() => rm(folder, { recursive: true }));

async function read(value: unknown) {
  const path = join(folder, "storage.json");
  await writeFile(path, typeof value === "string" ? value : JSON.stringify(value));
  return readStorageSettings(path);
}
const kubo = { kind: "kubo", name: "b", url: "http://127.0.0.1:5001", token: "t" };
const service = { kind: "pinning-service", name: "s", url: "https://pins.example", token: "t" };

test("without a file content is kept once and for a week after access", async () => {
  assert.deepEqual(await readStorageSettings(undefined), {
    backends: [],
    replicas: 1,
    graceSeconds: 604_800,
    collectsGarbage: true,
  });
});

test("back ends of both kinds, replicas and grace are read", async () => {
  const settings = await read({ backends: [kubo, service], replicas: 3, graceDays: 0 });
  assert.deepEqual(
    settings.backends.map(({ kind, name }) => [kind, name]),
    [
      ["kubo", "b"],
      ["pinning-service", "s"],
    ],
  );
  assert.deepEqual([settings.replicas, settings.graceSeconds], [3, 0]);
});

for (const [name, value] of [
  ["more replicas than back ends", { backends: [kubo], replicas: 3 }],
  ["two back ends of one name", { backends: [kubo, { ...service, name: "b" }] }],
  ["a back end named like the first one", { backends: [{ ...kubo, name: "main" }] }],
  ["a service without a token", { backends: [{ ...service, token: "" }] }],
  ["an unknown kind", { backends: [{ ...kubo, kind: "s3" }] }],
  ["an unknown member", { replica: 2 }],
  ["a URL that is none", { backends: [{ ...kubo, url: "node" }] }],
  ["no JSON", "{"],
] as const)
  test(`${name}: E8003`, () => assert.rejects(read(value), { code: "E8003" }));

test("a file that is not there: E8003", () =>
  assert.rejects(readStorageSettings(join(folder, "absent.json")), { code: "E8003" }));
