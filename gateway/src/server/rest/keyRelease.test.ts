import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import { Wallet } from "ethers";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { type SignedParts, signedHeaders } from "../../test-support/signedHeaders.ts";

const lead = new Wallet(`0x${"01".repeat(32)}`);
const buyer = new Wallet(`0x${"02".repeat(32)}`);
const stranger = new Wallet(`0x${"03".repeat(32)}`);
const lower = (wallet: Wallet) => wallet.address.toLowerCase() as Hex;
const ciphertext = randomBytes(1_200_000);

let gateway: TestGateway;
let cid: string;

before(async () => {
  gateway = await openTestGateway();
  ({ cid } = await gateway.contentStore.add(ciphertext));
});
after(() => gateway.close());
beforeEach(async () => {
  await gateway.database.execute("DELETE FROM gateway.order_release; DELETE FROM gateway.order_record_key");
  Object.assign(gateway.chain, {
    time: 1_800_000_000,
    until: 1_800_086_400n,
    holder: lower(buyer),
    lead: lower(lead),
    failure: null,
  });
});

const release = (overrides: Record<string, unknown> = {}) =>
  JSON.stringify({
    orderId: "1",
    cid,
    ciphertextHash: digestOfBytes(ciphertext),
    wrappedKey: `0x${"ab".repeat(80)}`,
    fileName: "order-1.csv",
    ...overrides,
  });

async function put(wallet: Wallet, body = release(), signed: SignedParts = {}, path = "/orders/1/key") {
  const headers = await signedHeaders(wallet, { purpose: "key", body, ...signed });
  return fetch(`${gateway.url}${path}`, { method: "PUT", headers, body });
}
async function get(wallet: Wallet, what: "key" | "file", signed: SignedParts = {}, headers = {}) {
  return fetch(`${gateway.url}/orders/1/${what}`, {
    headers: { ...(await signedHeaders(wallet, signed)), ...headers },
  });
}
async function code(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { code: string; what: string; todo: string } };
  assert.ok(body.error.what.length > 0 && body.error.todo.length > 0);
  return `${response.status} ${body.error.code}`;
}

test("the lead hands over, the buyer gets the same document and the same ciphertext", async () => {
  assert.equal((await put(lead)).status, 201);
  const key = await get(buyer, "key");
  assert.equal(key.status, 200);
  assert.equal(key.headers.get("cache-control"), "no-store");
  assert.deepEqual(await key.json(), JSON.parse(release()));
  const file = await get(buyer, "file");
  assert.equal(file.status, 200);
  assert.equal(file.headers.get("x-symbolon-ciphertext-hash"), digestOfBytes(ciphertext));
  assert.equal(file.headers.get("content-disposition"), 'attachment; filename="order-1.csv.sealed"');
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), ciphertext);
});

test("the same release again is fine, another one is refused and the first stands", async () => {
  assert.equal((await put(lead)).status, 201);
  assert.equal((await put(lead)).status, 200);
  assert.equal(await code(await put(lead, release({ wrappedKey: "0xcd" }))), "409 E9005");
  assert.deepEqual(await (await get(buyer, "key")).json(), JSON.parse(release()));
});

test("of ten releases at once exactly one is kept", async () => {
  const bodies = Array.from({ length: 10 }, (_, i) => release({ wrappedKey: `0x0${i}` }));
  const answers = await Promise.all(bodies.map((body) => put(lead, body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)]);
});

test("a node that took the job over may replace its predecessor's release, not the other way round", async () => {
  await put(lead);
  gateway.chain.lead = lower(stranger);
  assert.equal((await put(stranger, release({ wrappedKey: "0xcd" }))).status, 201);
  assert.equal(await code(await put(lead)), "403 E9002");
});

test("nobody but the lead hands over", async () => {
  assert.equal(await code(await put(buyer)), "403 E9002");
  gateway.chain.lead = null;
  assert.equal(await code(await put(lead)), "403 E9002");
});

test("a release is refused when it is unsigned, for another order, not a release, not JSON, or of absent content", async () => {
  const unsigned = await fetch(`${gateway.url}/orders/1/key`, { method: "PUT", body: release() });
  assert.equal(await code(unsigned), "401 E9004");
  assert.equal(await code(await put(lead, release(), { subject: "2" })), "401 E9004");
  assert.equal(await code(await put(lead, release(), { purpose: "download" })), "401 E9004");
  assert.equal(await code(await put(lead, release({ orderId: "2" }))), "400 E1006");
  assert.equal(await code(await put(lead, release({ fileName: "../../etc/passwd" }))), "400 E1006");
  assert.equal(await code(await put(lead, release({ extra: 1 }))), "400 E1006");
  assert.equal(await code(await put(lead, "{")), "400 E9009");
  assert.equal(
    await code(
      await put(lead, release({ cid: "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy" })),
    ),
    "404 E5001",
  );
  assert.equal(await code(await put(lead, release({ wrappedKey: `0x${"ab".repeat(20_000)}` }))), "413 E9003");
  assert.equal(await code(await get(buyer, "key")), "403 E5005");
});

for (const what of ["key", "file"] as const) {
  test(`${what}: only the holder of the access token`, async () => {
    await put(lead);
    assert.equal(await code(await get(stranger, what)), "403 E9002");
    assert.equal(await code(await get(lead, what)), "403 E9002");
    gateway.chain.holder = null;
    assert.equal(await code(await get(buyer, what)), "403 E9002");
  });

  test(`${what}: not before finalise, not after the access period by block time or by the clock`, async () => {
    await put(lead);
    gateway.chain.until = 0n;
    assert.equal(await code(await get(buyer, what)), "403 E5005");
    gateway.chain.until = 1_800_000_000n;
    assert.equal(await code(await get(buyer, what)), "403 E5005");
    gateway.chain.until = 1_800_000_001n;
    assert.equal((await get(buyer, what)).status, 200);
  });

  test(`${what}: nothing without a signature for exactly this order`, async () => {
    await put(lead);
    assert.equal(await code(await fetch(`${gateway.url}/orders/1/${what}`)), "401 E9004");
    assert.equal(await code(await get(buyer, what, { subject: "2" })), "401 E9004");
    assert.equal(await code(await get(buyer, what, { expires: 1_799_999_999 })), "401 E9004");
  });

  test(`${what}: nothing while the chain cannot be asked`, async () => {
    await put(lead);
    gateway.chain.failure = new SymbolonError("E6001", { reason: "TIMEOUT" });
    assert.equal(await code(await get(buyer, what)), "502 E6001");
  });
}

test("a file comes in ranges, so a broken download can go on", async () => {
  await put(lead);
  const part = await get(buyer, "file", {}, { range: "bytes=1048570-" });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get("content-range"), "bytes 1048570-1199999/1200000");
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), ciphertext.subarray(1_048_570));
  const etag = part.headers.get("etag")!;
  assert.equal((await get(buyer, "file", {}, { range: "bytes=5-9", "if-range": etag })).status, 206);
  assert.equal((await get(buyer, "file", {}, { range: "bytes=5-9", "if-range": '"other"' })).status, 200);
  assert.equal((await get(buyer, "file", {}, { range: "bytes=1200000-" })).status, 416);
});

test("an order number that is none is not a route", async () => {
  for (const id of ["0", "01", "-1", "1e3", "x"])
    assert.equal(await code(await fetch(`${gateway.url}/orders/${id}/key`)), "404 E9006");
});
