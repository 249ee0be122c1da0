import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import {
  canonicalJson,
  digestOfBytes,
  digestOfDocument,
  fromHex,
  type Hex,
  type HpkeKeyPair,
  KeyLogDay,
  KeyLogDetail,
  type KeyRelease,
  makeHpkeKeyPair,
  openArtifact,
  resultContext,
  rewrapKey,
  sealArtifact,
  toHex,
} from "@symbolon/protocol";
import { Wallet } from "ethers";
import { closeDays } from "../../../storage/keyLog/closeDays.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { type SignedParts, signedHeaders } from "../../../test-support/signedHeaders.ts";

const CHAIN = 31_337;
const context = resultContext(CHAIN, 1n);
const file = randomBytes(500);
const lead = new Wallet(`0x${"01".repeat(32)}`);
const buyer = new Wallet(`0x${"02".repeat(32)}`);
const stranger = new Wallet(`0x${"03".repeat(32)}`);
const lower = (wallet: Wallet) => wallet.address.toLowerCase() as Hex;

let gateway: TestGateway;
let old: HpkeKeyPair;
let fresh: HpkeKeyPair;
let sealed: Awaited<ReturnType<typeof sealArtifact>>;
let first: KeyRelease;

before(async () => {
  const status = { cid: "bafk", status: "pinned", wanted: 2, confirmed: 2, replicas: [] } as const;
  gateway = await openTestGateway({}, { pinStatus: async (cid) => (cid === "bafk" ? status : null) });
  old = await makeHpkeKeyPair();
  fresh = await makeHpkeKeyPair();
  sealed = await sealArtifact(file, old.publicKey, context);
  const { cid } = await gateway.contentStore.add(sealed.ciphertext);
  first = {
    orderId: "1",
    cid,
    ciphertextHash: digestOfBytes(sealed.ciphertext),
    wrappedKey: toHex(sealed.wrappedKey),
    fileName: "order-1.csv",
  };
});
after(() => gateway.close());
beforeEach(async () => {
  await gateway.database.execute(`
    ALTER TABLE gateway.key_log DISABLE TRIGGER key_log_only_grows;
    TRUNCATE gateway.key_log, gateway.key_log_head, gateway.key_log_day, gateway.order_release, gateway.order_record_key;
    ALTER TABLE gateway.key_log ENABLE TRIGGER key_log_only_grows`);
  Object.assign(gateway.chain, {
    time: 1_800_000_000,
    until: 1_800_086_400n,
    holder: lower(buyer),
    lead: lower(lead),
  });
  const body = JSON.stringify(first);
  const headers = await signedHeaders(lead, { purpose: "key", body });
  assert.equal((await fetch(`${gateway.url}/orders/1/key`, { method: "PUT", headers, body })).status, 201);
});

const get = async (path: string, wallet?: Wallet, parts: SignedParts = {}) =>
  fetch(`${gateway.url}${path}`, wallet === undefined ? {} : { headers: await signedHeaders(wallet, parts) });
const key = async () => (await (await get("/orders/1/key", buyer)).json()) as KeyRelease;
async function rotationBody(changed: Record<string, unknown> = {}): Promise<string> {
  const wrapped = await rewrapKey(sealed.wrappedKey, old.privateKey, fresh.publicKey, context);
  return canonicalJson({
    orderId: "1",
    newKey: fresh.publicKey,
    wrappedKey: toHex(wrapped),
    replaces: digestOfBytes(sealed.wrappedKey),
    ...changed,
  });
}
async function rotate(body: string, wallet = buyer, parts: SignedParts = {}) {
  const headers = await signedHeaders(wallet, { purpose: "rotate-key", body, ...parts });
  return fetch(`${gateway.url}/orders/1/key/rotation`, { method: "PUT", headers, body });
}
async function code(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string } };
  return `${response.status} ${error.code}`;
}
const open = (release: KeyRelease, pair: HpkeKeyPair) =>
  openArtifact(
    { ciphertext: sealed.ciphertext, wrappedKey: fromHex(release.wrappedKey) },
    pair.privateKey,
    context,
  );
async function entries(wallet = buyer) {
  const response = await get("/orders/1/key-log", wallet, { purpose: "key-log" });
  const body = (await response.json()) as { entries: unknown[] };
  return body.entries.map((entry) => KeyLogDetail.parse(entry));
}

test("after a rotation the gateway releases what the new key opens and the old key does not, of the same ciphertext", async () => {
  assert.deepEqual(Buffer.from(await open(await key(), old)), file);
  assert.equal((await rotate(await rotationBody())).status, 200);
  const released = await key();
  assert.deepEqual({ ...released, wrappedKey: "" }, { ...first, wrappedKey: "" });
  assert.deepEqual(Buffer.from(await open(released, fresh)), file);
  await assert.rejects(open(released, old), { code: "E5003" });
});

test("the same rotation again changes nothing; one that was made for a former key is refused", async () => {
  const body = await rotationBody();
  assert.equal((await rotate(body)).status, 200);
  assert.equal((await rotate(body)).status, 200);
  assert.equal((await entries()).filter(({ act }) => act === "rotated").length, 1);
  assert.equal(await code(await rotate(await rotationBody())), "409 E5008");
  assert.equal((await key()).wrappedKey, JSON.parse(body).wrappedKey);
});

test("of five rotations at once for one key exactly one holds", async () => {
  const bodies = await Promise.all(Array.from({ length: 5 }, () => rotationBody()));
  const answers = await Promise.all(bodies.map((body) => rotate(body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409]);
});

test("nobody but the buyer rotates, for this order only, and only while access holds", async () => {
  const body = await rotationBody();
  assert.equal(await code(await rotate(body, stranger)), "403 E9002");
  assert.equal(await code(await rotate(body, lead)), "403 E9002");
  assert.equal(await code(await rotate(body, buyer, { subject: "2" })), "401 E9004");
  assert.equal(await code(await rotate(body, buyer, { purpose: "download" })), "401 E9004");
  assert.equal(await code(await rotate(body, buyer, { body: "other" })), "401 E9004");
  assert.equal(await code(await rotate(await rotationBody({ orderId: "2" }))), "400 E1006");
  assert.equal(await code(await rotate(await rotationBody({ newKey: "0x12" }))), "400 E1006");
  assert.equal(await code(await rotate(` ${body}`)), "400 E1006");
  gateway.chain.until = 1_800_000_000n;
  assert.equal(await code(await rotate(body)), "403 E5005");
  gateway.chain.until = 1_800_086_400n;
  assert.equal((await key()).wrappedKey, first.wrappedKey);
});

test("a lead that hands its key over again after a rotation changes nothing", async () => {
  const body = await rotationBody();
  await rotate(body);
  const again = JSON.stringify(first);
  const headers = await signedHeaders(lead, { purpose: "key", body: again });
  assert.equal(
    (await fetch(`${gateway.url}/orders/1/key`, { method: "PUT", headers, body: again })).status,
    200,
  );
  assert.equal((await key()).wrappedKey, JSON.parse(body).wrappedKey);
});

test("no wrapped key lies in the table in clear, and a rotation leaves no copy of the row that opens", async () => {
  const read = async () => {
    const [row] = await gateway.database.query<{ sealed: string; record_key: string }>(
      "SELECT r.sealed, k.record_key FROM gateway.order_release r JOIN gateway.order_record_key k USING (order_id)",
    );
    return row!;
  };
  const before = await read();
  assert.ok(!Buffer.from(fromHex(before.sealed)).includes(Buffer.from(first.wrappedKey)));
  await rotate(await rotationBody());
  assert.notEqual((await read()).record_key, before.record_key);
});

test("the log has what was done with the key, each release with the chain's word it rested on; downloads of the file are not in it", async () => {
  await key();
  await get("/orders/1/file", buyer);
  await rotate(await rotationBody());
  await key();
  assert.equal((await get("/orders/1/key", stranger)).status, 403);
  const log = await entries();
  assert.deepEqual(
    log.map(({ sequence, act }) => [sequence, act]),
    [
      [1, "handed-over"],
      [2, "released"],
      [3, "rotated"],
      [4, "released"],
    ],
  );
  const [handed, released, rotated, after] = log;
  assert.ok(handed?.act === "handed-over" && released?.act === "released");
  assert.ok(rotated?.act === "rotated" && after?.act === "released");
  assert.deepEqual([handed.lead, handed.cid], [lower(lead), first.cid]);
  assert.deepEqual(
    [released.account, released.accessUntil, released.blockTime],
    [lower(buyer), "1800086400", 1_800_000_000],
  );
  assert.equal(released.wrappedKeyDigest, digestOfBytes(sealed.wrappedKey));
  assert.equal(after.wrappedKeyDigest, rotated.wrappedKeyDigest);
});

test("when the log cannot be written no key is released", async () => {
  await gateway.database.execute("ALTER TABLE gateway.key_log RENAME TO key_log_away");
  assert.equal((await get("/orders/1/key", buyer)).status, 500);
  await gateway.database.execute("ALTER TABLE gateway.key_log_away RENAME TO key_log");
  assert.equal((await get("/orders/1/key", buyer)).status, 200);
});

test("an order's entries are for its buyer and its lead", async () => {
  assert.equal((await entries(lead)).length, 1);
  assert.equal(await code(await get("/orders/1/key-log", stranger, { purpose: "key-log" })), "403 E9002");
  assert.equal(await code(await get("/orders/1/key-log")), "401 E9004");
});

test("a closed day is public, names no order and no account, and an order's party finds its entries in it", async () => {
  await key();
  assert.equal(await code(await get("/key-log/2027-01-15")), "404 E9006");
  gateway.chain.time += 86_400;
  await closeDays({
    chainId: CHAIN,
    database: gateway.database,
    chain: gateway.chain,
    contentStore: gateway.contentStore,
    hub: null,
    now: () => gateway.chain.time,
  });
  const text = await (await get("/key-log/2027-01-15")).text();
  assert.ok(!text.includes(lower(buyer).slice(2)) && !text.includes("orderId"));
  const { document, digest } = JSON.parse(text) as { document: unknown; digest: Hex };
  const day = KeyLogDay.parse(document);
  assert.equal(digestOfDocument(day), digest);
  gateway.chain.time -= 86_400;
  assert.deepEqual(
    day.details,
    (await entries()).map((entry) => digestOfDocument(entry)),
  );
  const list = (await (await get("/key-log")).json()) as { days: { day: string; digest: Hex }[] };
  assert.deepEqual(
    list.days.map((each) => [each.day, each.digest]),
    [["2027-01-15", digest]],
  );
});

test("how well a content is kept can be asked for", async () => {
  assert.equal(((await (await get("/contents/bafk")).json()) as { confirmed: number }).confirmed, 2);
  assert.equal(await code(await get("/contents/other")), "404 E9006");
});
