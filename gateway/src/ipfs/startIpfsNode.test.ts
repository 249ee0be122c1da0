import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cidOfDigest, digestOfBytes } from "@symbolon/protocol";
import { create } from "kubo-rpc-client";
import { type IpfsNode, startIpfsNode } from "./startIpfsNode.ts";

const apiToken = "a-token-for-the-tests";
let folder: string;
let node: IpfsNode;

const start = () =>
  startIpfsNode({
    folder,
    apiToken,
    host: "127.0.0.1",
    port: 0,
    maxUploadBytes: 4_000_000,
    onError: (error) => assert.fail(String(error)),
  });
const client = () => create({ url: `${node.url}/api/v0`, headers: { authorization: `Bearer ${apiToken}` } });
const settings = { cidVersion: 1, rawLeaves: true, chunker: "size-1048576", pin: true } as const;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-ipfs-"));
  node = await start();
});
after(async () => {
  await node.close();
  await rm(folder, { recursive: true });
});

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

for (const size of [0, 1, 65_537, 1_048_576]) {
  test(`a file of ${size} bytes is one raw block named by its sha256, through kubo-rpc-client`, async () => {
    const bytes = randomBytes(size);
    const added = await client().add(bytes, settings);
    assert.equal(added.cid.toString(), cidOfDigest(digestOfBytes(bytes)));
    assert.deepEqual(await collect(client().cat(added.cid)), bytes);
    assert.deepEqual(Buffer.from(await client().block.get(added.cid)), bytes);
  });
}

test("a larger file is a dag-pb tree and comes back whole and in parts", async () => {
  const bytes = randomBytes(2_500_000);
  const { cid } = await client().add(bytes, settings);
  assert.equal(cid.code, 0x70);
  assert.deepEqual(await collect(client().cat(cid)), bytes);
  assert.deepEqual(
    await collect(client().cat(cid, { offset: 1_048_570, length: 20 })),
    bytes.subarray(1_048_570, 1_048_590),
  );
  const part = await fetch(`${node.url}/ipfs/${cid}`, { headers: { range: "bytes=2097150-2097160" } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get("content-range"), "bytes 2097150-2097160/2500000");
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(2_097_150, 2_097_161));
});

test("pins are listed and content outlives a restart", async () => {
  const bytes = randomBytes(1000);
  const { cid } = await client().add(bytes, settings);
  const { cid: loose } = await client().add(randomBytes(10), { ...settings, pin: false });
  await node.close();
  node = await start();
  const pins: string[] = [];
  for await (const pin of client().pin.ls()) pins.push(pin.cid.toString());
  assert.ok(pins.includes(cid.toString()));
  assert.ok(!pins.includes(loose.toString()));
  assert.deepEqual(await collect(client().cat(cid)), bytes);
});

test("the same file added eight times at once is one file, pinned once", async () => {
  const bytes = randomBytes(1_200_000);
  const cids = await Promise.all(
    Array.from({ length: 8 }, async () => (await client().add(bytes, settings)).cid.toString()),
  );
  assert.equal(new Set(cids).size, 1);
  assert.deepEqual(await collect(client().cat(cids[0]!)), bytes);
});

test("the read gateway knows ETag and answers 416 outside the file", async () => {
  const bytes = randomBytes(100);
  const { cid } = await client().add(bytes, settings);
  const whole = await fetch(`${node.url}/ipfs/${cid}`);
  const etag = whole.headers.get("etag");
  assert.equal(etag, `"${cid}"`);
  assert.equal(
    createHash("sha256")
      .update(Buffer.from(await whole.arrayBuffer()))
      .digest("hex"),
    digestOfBytes(bytes).slice(2),
  );
  assert.equal((await fetch(`${node.url}/ipfs/${cid}`, { headers: { "if-none-match": etag! } })).status, 304);
  assert.equal((await fetch(`${node.url}/ipfs/${cid}`, { headers: { range: "bytes=100-" } })).status, 416);
});

const form = (content: string) =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n${content}\r\n--b--\r\n`;
const bearer = { authorization: `Bearer ${apiToken}` };
const multipart = { ...bearer, "content-type": "multipart/form-data; boundary=b" };
const absent = cidOfDigest(digestOfBytes(randomBytes(8)));
const garbage: [string, string, RequestInit, number, string][] = [
  [
    "a write without token",
    "/api/v0/add",
    { method: "POST", headers: { "content-type": "multipart/form-data; boundary=b" }, body: form("x") },
    403,
    "E9002",
  ],
  [
    "a write with a wrong token",
    "/api/v0/add",
    { method: "POST", headers: { ...multipart, authorization: "Bearer other" }, body: form("x") },
    403,
    "E9002",
  ],
  ["no multipart", "/api/v0/add", { method: "POST", headers: bearer, body: "hello" }, 400, "E9009"],
  ["an empty body", "/api/v0/add", { method: "POST", headers: multipart }, 400, "E9009"],
  [
    "a body cut before its closing boundary",
    "/api/v0/add",
    { method: "POST", headers: multipart, body: form("x").slice(0, -8) },
    400,
    "E9009",
  ],
  [
    "another boundary",
    "/api/v0/add",
    { method: "POST", headers: multipart, body: form("x").replaceAll("--b", "--c") },
    400,
    "E9009",
  ],
  [
    "an option that would change the CID",
    "/api/v0/add?chunker=rabin",
    { method: "POST", headers: multipart, body: form("x") },
    400,
    "E9009",
  ],
  [
    "a body over the limit",
    "/api/v0/add",
    { method: "POST", headers: multipart, body: form("x".repeat(4_000_001)) },
    413,
    "E9003",
  ],
  ["cat of no CID", "/api/v0/cat?arg=hello", { method: "POST" }, 400, "E9009"],
  ["cat of an absent CID", `/api/v0/cat?arg=${absent}`, { method: "POST" }, 404, "E5001"],
  ["an absent block", `/api/v0/block/get?arg=${absent}`, { method: "POST" }, 404, "E5001"],
  ["an absent pin", `/api/v0/pin/ls?arg=${absent}`, { method: "POST" }, 404, "E5001"],
  ["an absent file at the gateway", `/ipfs/${absent}`, {}, 404, "E5001"],
  ["a path traversal", "/ipfs/..%2f..%2fetc%2fpasswd", {}, 400, "E9009"],
  ["a command that is not offered", "/api/v0/shutdown", { method: "POST" }, 404, "E9006"],
  ["a command named like an object's property", "/api/v0/constructor", { method: "POST" }, 404, "E9006"],
  ["GET where POST belongs", "/api/v0/version", {}, 404, "E9006"],
];
for (const [name, path, init, status, code] of garbage) {
  test(`${name}: ${status} ${code}`, async () => {
    const response = await fetch(`${node.url}${path}`, init);
    const body = (await response.json()) as {
      Message: string;
      Type: string;
      error: { code: string; todo: string };
    };
    assert.equal(response.status, status);
    assert.equal(body.error.code, code);
    assert.equal(body.Type, "error");
    assert.ok(body.Message.startsWith(code));
    assert.ok(body.error.todo.length > 0);
  });
}

test("an upload whose sender goes away leaves no block", async () => {
  const count = async () => (await readdir(join(folder, "blocks"), { recursive: true })).length;
  const before = await count();
  await new Promise<void>((resolve) => {
    const upload = httpRequest(`${node.url}/api/v0/add`, {
      method: "POST",
      headers: { ...multipart, "content-length": 10_000 },
    });
    upload.on("error", () => resolve());
    upload.write(form("half").slice(0, -8), () => upload.destroy());
    upload.on("close", () => resolve());
  });
  const { cid } = await client().add(randomBytes(20), settings);
  await collect(client().cat(cid));
  assert.ok((await count()) - before <= 2);
});

test("a taken port is E8001", async () => {
  const port = Number(new URL(node.url).port);
  const other = await mkdtemp(join(tmpdir(), "symbolon-ipfs-"));
  await assert.rejects(
    startIpfsNode({
      folder: other,
      apiToken,
      host: "127.0.0.1",
      port,
      maxUploadBytes: 1,
      onError: () => undefined,
    }),
    { code: "E8001" },
  );
  await rm(other, { recursive: true });
});
