import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import {
  cidOfDigest,
  digestOfBytes,
  digestOfDocument,
  type Hex,
  RetentionReceipt,
  SymbolonError,
} from "@symbolon/protocol";
import { parseCid } from "../../ipfs/parseCid.ts";
import { keyReleaseStorage } from "../../server/modules/keyRelease/keyReleaseStorage.ts";
import { insertOrder } from "../../test-support/indexRows.ts";
import { keepReplicas } from "../replicas/keepReplicas.ts";
import { registerDocument } from "../replicas/registerDocument.ts";
import { Killed, lightFuse } from "../test-support/lightFuse.ts";
import { openTestStorage, type TestStorage, type UsedStorage } from "../test-support/openTestStorage.ts";
import { endOrders } from "./endOrders.ts";

const LEAD: Hex = `0x${"a1".repeat(20)}`;
const START = 1_800_000_000;
const GRACE = 1000;
let storage: TestStorage;
let used: UsedStorage;
before(async () => {
  storage = await openTestStorage();
});
after(() => storage.close());

const releases = () => keyReleaseStorage(storage.database, 31_337);
/** A finished order: its ciphertext at the back ends, its key handed over, access until `until`. */
async function deliver(
  orderId: number,
  bytes: Uint8Array = randomBytes(300),
  until = START + 100,
): Promise<string> {
  const { cid } = await used.backend("main").store!.add(bytes);
  const release = {
    orderId: String(orderId),
    cid,
    ciphertextHash: digestOfBytes(bytes),
    wrappedKey: `0x${"ab".repeat(80)}` as Hex,
    fileName: "order.csv",
  };
  assert.equal(await releases().put(release, LEAD, storage.chain.time), "stored");
  await keepReplicas(used.context, cid);
  storage.chain.until = BigInt(until);
  return cid;
}
async function use(options: Parameters<TestStorage["use"]>[0] = { nodes: 2, replicas: 2 }) {
  used = await storage.use(options);
}
const isKept = async (orderId: number) => {
  const rows = await storage.database.query(
    "SELECT 1 FROM gateway.order_record_key WHERE order_id = $1::numeric",
    [orderId],
  );
  return rows.length === 1;
};
const entriesOf = async (orderId: number) =>
  (await releases().log.details(BigInt(orderId))).filter(({ act }) => act === "destroyed");
async function receiptOf(orderId: number): Promise<RetentionReceipt> {
  const [row] = await storage.database.query<{ receipt: string }>(
    "SELECT receipt FROM gateway.order_retention WHERE order_id = $1::numeric",
    [orderId],
  );
  return RetentionReceipt.parse(JSON.parse(row!.receipt));
}
/** All that has to be true of an order that was ended. */
async function assertEnded(orderId: number, cid: string): Promise<void> {
  assert.equal(await isKept(orderId), false);
  await assert.rejects(releases().get(BigInt(orderId)), { code: "E5007" });
  for (const backend of used.backends) {
    assert.equal(await backend.state(parseCid(cid)), "absent");
    await assert.rejects(
      async () => {
        for await (const _ of backend.blocks!.get(parseCid(cid)));
      },
      { code: "E5001" },
    );
  }
  const receipt = await receiptOf(orderId);
  const digest = digestOfDocument(receipt);
  assert.deepEqual(
    (await entriesOf(orderId)).map((entry) => entry.act === "destroyed" && entry.receiptDigest),
    [digest],
  );
  assert.equal(await used.backend("main").state(parseCid(cidOfDigest(digest))), "pinned");
  for (const table of ["stored_content", "pin_replica"])
    assert.deepEqual(
      await storage.database.query(`SELECT cid FROM gateway.${table} WHERE cid = $1`, [cid]),
      [],
    );
}

test("an order is held while its access lasts, through a renewal, and for the grace after it; then it ends", async () => {
  await use();
  const cid = await deliver(1);
  for (const [time, until] of [
    [START + 99, START + 100],
    [START + 100, START + 100],
    [START + 99 + GRACE, START + 100],
    [START + 100 + GRACE, START + 5000],
    [START + 4999 + GRACE, START + 5000],
  ] as const) {
    Object.assign(storage.chain, { time, until: BigInt(until) });
    assert.deepEqual(await endOrders(used.context), { ended: 0, overdue: 0 });
    assert.equal(await isKept(1), true);
  }
  storage.chain.time = START + 5000 + GRACE;
  assert.deepEqual(await endOrders(used.context), { ended: 1, overdue: 0 });
  await assertEnded(1, cid);
  const receipt = await receiptOf(1);
  assert.equal(receipt.dueAt, START + 5000 + GRACE);
  assert.deepEqual(receipt.contents, [{ cid, removed: ["main", "b"], unconfirmed: [], keptFor: null }]);
  assert.deepEqual(await endOrders(used.context), { ended: 0, overdue: 0 });
  assert.equal((await entriesOf(1)).length, 1);
});

test("a clock that runs ahead of the chain, or a chain ahead of the clock, ends nothing", async () => {
  await use();
  await deliver(1);
  const late = START + 10 * 86_400;
  assert.equal((await endOrders({ ...used.context, now: () => late })).ended, 0);
  storage.chain.time = late;
  assert.equal((await endOrders({ ...used.context, now: () => START })).ended, 0);
  assert.equal(await isKept(1), true);
});

test("an order without access ends after the deadline past which nobody can finalise it, and not while the index lacks it", async () => {
  await use();
  const cid = await deliver(1, randomBytes(50), 0);
  storage.chain.time = START + 86_400 + GRACE;
  assert.equal((await endOrders(used.context)).ended, 0);
  await insertOrder(storage.database, 1, { deadline: START + 86_400 });
  storage.chain.time += 86_400;
  assert.equal((await endOrders(used.context)).ended, 1);
  await assertEnded(1, cid);
});

test("while the chain cannot be asked nothing ends", async () => {
  await use();
  await deliver(1);
  storage.chain.time = START + 10_000;
  storage.chain.failure = new SymbolonError("E6001", { reason: "TIMEOUT" });
  assert.deepEqual(await endOrders(used.context), { ended: 0, overdue: 0 });
  assert.equal(await isKept(1), true);
});

test("with a back end away the key is destroyed in time, and the rest when it is back", async () => {
  await use();
  const cid = await deliver(1);
  await storage.stopNode("b");
  storage.chain.time = START + 100 + GRACE;
  assert.deepEqual(await endOrders(used.context), { ended: 0, overdue: 1 });
  assert.equal(await isKept(1), false);
  assert.equal((await entriesOf(1)).length, 0, "no receipt before it is true");
  await storage.startNode("b");
  storage.chain.time += 60;
  assert.deepEqual(await endOrders(used.context), { ended: 1, overdue: 0 });
  await assertEnded(1, cid);
});

test("a back end that left the settings is named in the receipt as unconfirmed", async () => {
  await use();
  await deliver(1);
  storage.chain.time = START + 100 + GRACE;
  const left = {
    ...used.context,
    backends: used.backends.filter(({ name }) => name === "main"),
    replicas: 1,
  };
  assert.equal((await endOrders(left)).ended, 1);
  const { contents } = await receiptOf(1);
  assert.deepEqual([contents[0]?.removed, contents[0]?.unconfirmed], [["main"], ["b"]]);
});

test("a disk without room for the receipt puts the end off and does not lose it", async () => {
  await use();
  const cid = await deliver(1);
  storage.chain.time = START + 100 + GRACE;
  const full = async () => {
    throw new SymbolonError("E5006", { what: "a file", reason: "ENOSPC: no space left on device" });
  };
  assert.deepEqual(await endOrders({ ...used.context, contentStore: { add: full } }), {
    ended: 0,
    overdue: 1,
  });
  assert.equal((await endOrders(used.context)).ended, 1);
  await assertEnded(1, cid);
});

test("content that another order or the public needs stays, and goes with the last order", async () => {
  await use();
  const bytes = randomBytes(400);
  const cid = await deliver(1, bytes);
  assert.equal(await deliver(2, bytes), cid);
  storage.chain.time = START + 100 + GRACE;
  await storage.database.query("UPDATE gateway.order_retention SET next_look_at = $1 WHERE order_id = 2", [
    START + 9000,
  ]);
  assert.equal((await endOrders(used.context)).ended, 1);
  assert.equal((await receiptOf(1)).contents[0]?.keptFor, "order");
  assert.equal(await used.backend("b").state(parseCid(cid)), "pinned");
  storage.chain.time = START + 9000;
  assert.equal((await endOrders(used.context)).ended, 1);
  assert.equal((await receiptOf(2)).contents[0]?.keptFor, null);
  await assertEnded(2, cid);

  const document = randomBytes(60);
  const pinned = await deliver(3, document, START + 100);
  await registerDocument(storage.database, pinned, digestOfBytes(document), storage.chain.time);
  storage.chain.time += 1;
  assert.equal((await endOrders(used.context)).ended, 1);
  assert.equal((await receiptOf(3)).contents[0]?.keptFor, "document");
  assert.equal(await used.backend("main").state(parseCid(pinned)), "pinned");
});

test("what an order claimed under a lead that lost the job goes with it too", async () => {
  await use();
  const first = await deliver(1);
  const bytes = randomBytes(70);
  const { cid: second } = await used.backend("main").store!.add(bytes);
  const release = {
    orderId: "1",
    cid: second,
    ciphertextHash: digestOfBytes(bytes),
    wrappedKey: "0xcd" as Hex,
    fileName: "order.csv",
  };
  assert.equal(await releases().put(release, `0x${"b2".repeat(20)}`, START), "stored");
  storage.chain.time = START + 100 + GRACE;
  assert.equal((await endOrders(used.context)).ended, 1);
  for (const cid of [first, second]) assert.equal(await used.backend("main").state(parseCid(cid)), "absent");
});

test("a key that was destroyed is not handed over again", async () => {
  await use();
  const bytes = randomBytes(80);
  await deliver(1, bytes);
  storage.chain.time = START + 100 + GRACE;
  await endOrders(used.context);
  const { cid } = await used.backend("main").store!.add(bytes);
  const again = {
    orderId: "1",
    cid,
    ciphertextHash: digestOfBytes(bytes),
    wrappedKey: "0xcd" as Hex,
    fileName: "o.csv",
  };
  await assert.rejects(releases().put(again, LEAD, storage.chain.time), { code: "E5007" });
});

test("two processes that end one order write one receipt", async () => {
  await use();
  const cid = await deliver(1);
  storage.chain.time = START + 100 + GRACE;
  await Promise.all([endOrders(used.context), endOrders(used.context), endOrders(used.context)]);
  await assertEnded(1, cid);
});

test("killed between the key's destruction and the first unpin: nobody gets the key, and the next round unpins", async () => {
  await use();
  const cid = await deliver(1);
  storage.chain.time = START + 100 + GRACE;
  const main = used.backend("main");
  const { unpin } = main;
  let isDead = false;
  main.unpin = async () => {
    isDead = true;
    throw new Killed();
  };
  await endOrders(used.context);
  assert.ok(isDead);
  await assert.rejects(releases().get(1n), { code: "E5007" });
  assert.equal(await main.state(parseCid(cid)), "pinned");
  main.unpin = unpin;
  storage.chain.time += 60;
  await endOrders(used.context);
  await assertEnded(1, cid);
});

test("killed at any moment, whatever was done and not noted, the next round ends the order once", async () => {
  await use();
  let kills = 0;
  for (let at = 1; ; at++) {
    const cid = await deliver(at, randomBytes(90));
    storage.chain.time = START + 100 + GRACE;
    const { context, isBlown } = lightFuse(used.context, at);
    const died = await endOrders(context).then(
      () => false,
      (cause: unknown) => {
        if (!(cause instanceof Killed)) throw cause;
        return true;
      },
    );
    assert.equal(died, isBlown());
    if ((await entriesOf(at)).length > 0) assert.equal(await isKept(at), false);
    if (!died) {
      await assertEnded(at, cid);
      break;
    }
    kills += 1;
    storage.chain.time += 60;
    assert.equal((await endOrders(used.context)).overdue, 0);
    await assertEnded(at, cid);
  }
  assert.ok(kills > 20, `${kills} moments`);
});
