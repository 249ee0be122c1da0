import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { cidOfDigest, digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { closeServer } from "../../http/closeServer.ts";
import { listen } from "../../http/listen.ts";
import { parseCid } from "../../ipfs/parseCid.ts";
import { openTestStorage, type TestStorage, type UsedStorage } from "../test-support/openTestStorage.ts";
import { kuboPinBackend } from "./kuboPinBackend.ts";
import { pinningService } from "./pinningService.ts";
import { pinningServiceBackend } from "./pinningServiceBackend.ts";

let storage: TestStorage;
let used: UsedStorage;
before(async () => {
  storage = await openTestStorage();
  used = await storage.use({ nodes: 1, service: true, replicas: 1 });
});
after(() => storage.close());

const absent = () => parseCid(cidOfDigest(digestOfBytes(randomBytes(8))));
const put = async (bytes: Uint8Array) => parseCid((await used.backend("main").store!.add(bytes)).cid);

test("a node pins, says so, unpins, and forgets what garbage collection takes", async () => {
  const main = used.backend("main");
  const cid = await put(randomBytes(1_100_000));
  assert.equal(await main.state(cid), "pinned");
  assert.equal(await main.pin(cid), "pinned");
  await main.unpin(cid);
  await main.unpin(cid);
  assert.equal(await main.state(cid), "absent");
  assert.equal(await main.pin(cid), "pinned", "its blocks are still there");
  await main.unpin(cid);
  assert.equal(await main.collectGarbage(), 3);
  await assert.rejects(main.pin(cid), { code: "E5001" });
  assert.equal(await main.state(absent()), "absent");
});

test("a service goes from pending to pinned when it has fetched the content, and makes one request of it", async () => {
  const service = used.backend("service");
  const cid = await put(randomBytes(1_100_000));
  assert.equal(await service.state(cid), "absent");
  assert.equal(await service.pin(cid), "pending");
  assert.equal(await service.pin(cid), "pending");
  assert.equal(storage.service.pins.size, 1);
  await storage.service.work();
  assert.equal(await service.state(cid), "pinned");
  assert.equal(await service.pin(cid), "pinned");
  assert.equal(storage.service.pins.size, 1);
  await service.unpin(cid);
  await service.unpin(cid);
  assert.equal(await service.state(cid), "absent");
});

test("a request that failed at the service is taken off and made anew", async () => {
  const service = used.backend("service");
  const bytes = randomBytes(20);
  const cid = parseCid(cidOfDigest(digestOfBytes(bytes)));
  assert.equal(await service.pin(cid), "pending");
  await storage.service.work();
  assert.equal(await service.state(cid), "failed");
  await put(bytes);
  assert.equal(await service.pin(cid), "pending");
  await storage.service.work();
  assert.equal(await service.state(cid), "pinned");
  assert.equal(storage.service.pins.size, 1);
  await service.unpin(cid);
});

test("unpinning at a service takes off every request for the content, over as many pages as it answers in", async () => {
  const { url, token, pins } = storage.service;
  const cid = await put(randomBytes(30));
  const client = pinningService({ url, token });
  for (let i = 0; i < 7; i++) await client.add({ cid: cid.toString(), name: `copy ${i}`, origins: [] });
  assert.equal(pins.size, 7);
  storage.service.page(3);
  await used.backend("service").unpin(cid);
  assert.equal(pins.size, 0);
  storage.service.page(1000);
});

test("a service's blocks are read through its gateway, each checked", async () => {
  const service = used.backend("service");
  const bytes = randomBytes(50);
  const cid = await put(bytes);
  await service.pin(cid);
  await storage.service.work();
  const read = async () => {
    for await (const block of service.blocks!.get(cid)) return Buffer.from(block);
    throw new Error("no block");
  };
  assert.deepEqual(await read(), bytes);
  storage.service.blocks.set(cid.toString(), randomBytes(50));
  await assert.rejects(read(), { code: "E5002" });
  storage.service.blocks.delete(cid.toString());
  await assert.rejects(read(), { code: "E5001" });
  await service.unpin(cid);
});

test("a wrong token, a service away, and an answer that is not of the API are E5004", async () => {
  const { url } = storage.service;
  await assert.rejects(pinningServiceBackend("s", { url, token: "wrong" }).state(absent()), {
    code: "E5004",
  });
  const away = pinningServiceBackend("s", { url: "http://127.0.0.1:1", token: "x" });
  await assert.rejects(away.pin(absent()), { code: "E5004", retryable: true });
  for (const answer of ["<html>", "{}", '{"count":1,"results":[{"requestid":"x","status":"odd"}]}']) {
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.end(answer));
    });
    const odd = pinningServiceBackend("s", { url: await listen(server, "127.0.0.1", 0), token: "x" });
    await assert.rejects(odd.state(absent()), { code: "E5004" });
    await closeServer(server, 50);
  }
});

/** A node that answers every command with one status and body, as Kubo words it. */
async function kuboThatSays(status: number, body: string) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end(body));
  });
  const url = await listen(server, "127.0.0.1", 0);
  return {
    backend: kuboPinBackend("k", { apiUrl: url, token: "x", timeoutMs: 30_000 }),
    close: () => closeServer(server, 50),
  };
}

test("only 'not pinned' means that there is no pin; any other refusal of a Kubo proves nothing", async () => {
  const no = await kuboThatSays(500, '{"Message":"path \'/ipfs/x\' is not pinned","Code":0,"Type":"error"}');
  assert.equal(await no.backend.state(absent()), "absent");
  await no.close();
  for (const said of ['{"Message":"database closed","Code":0,"Type":"error"}', "", "is pinned not"]) {
    const kubo = await kuboThatSays(500, said);
    await assert.rejects(kubo.backend.state(absent()), { code: "E5004" });
    await assert.rejects(kubo.backend.unpin(absent()), { code: "E5004" });
    await kubo.close();
  }
});

test("garbage collection that failed at a block is not taken for done", async () => {
  const kubo = await kuboThatSays(200, '{"Key":{"/":"bafk"}}\n{"Error":"could not delete"}\n');
  await assert.rejects(kubo.backend.collectGarbage(), (error) => error instanceof SymbolonError);
  await kubo.close();
});
