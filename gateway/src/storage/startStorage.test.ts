import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { digestOfBytes, type Hex } from "@symbolon/protocol";
import { parseCid } from "../ipfs/parseCid.ts";
import { keyReleaseStorage } from "../server/modules/keyRelease/keyReleaseStorage.ts";
import { startStorage } from "./startStorage.ts";
import { openTestStorage, type TestStorage, type UsedStorage } from "./test-support/openTestStorage.ts";

const DAY = 86_400;
let storage: TestStorage;
let used: UsedStorage;
before(async () => {
  storage = await openTestStorage();
});
after(() => storage.close());

const releases = () => keyReleaseStorage(storage.database, 31_337);
async function deliver(): Promise<string> {
  const bytes = randomBytes(300);
  const { cid } = await used.backend("main").store!.add(bytes);
  const release = {
    orderId: "1",
    cid,
    ciphertextHash: digestOfBytes(bytes),
    wrappedKey: "0xab" as Hex,
    fileName: "order.csv",
  };
  await releases().put(release, `0x${"a1".repeat(20)}`, storage.chain.time);
  storage.chain.until = BigInt(storage.chain.time + 100);
  return cid;
}
const gauge = (name: string) =>
  Number(new RegExp(`^${name} (.*)$`, "m").exec(used.context.metrics.text())?.[1] ?? Number.NaN);

test("a round stops where it is when it is told to stop", async () => {
  used = await storage.use({ nodes: 2, replicas: 2 });
  await deliver();
  const stop = startStorage(used.context, null);
  await stop();
  const [row] = await storage.database.query<{ open: number }>(
    "SELECT count(*)::integer AS open FROM gateway.order_retention WHERE completed_at IS NULL",
  );
  assert.equal(row?.open, 1);
});

test("an order's whole life, by rounds alone: replicated, ended in time, its receipt in the log of that day", async () => {
  used = await storage.use({ nodes: 2, replicas: 2 });
  const cid = await deliver();
  const stop = startStorage(used.context, null);
  const until = async (isTrue: () => Promise<boolean>) => {
    while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
  };
  await until(async () => (await used.backend("b").state(parseCid(cid))) === "pinned");
  await stop();
  storage.chain.time += DAY;
  const second = startStorage(used.context, null);
  await until(async () => (await releases().log.details(1n)).some(({ act }) => act === "destroyed"));
  await second();
  storage.chain.time += DAY;
  const third = startStorage(used.context, null);
  await until(
    async () => (await releases().log.days()).length === 2 && gauge("symbolon_key_log_faults") === 0,
  );
  await third();
  const [, day] = await releases().log.days();
  assert.equal(day?.document.receipts.length, 1);
  assert.equal(await used.backend("b").state(parseCid(cid)), "absent");
  assert.equal(gauge("symbolon_storage_overdue_ends"), 0);
});

test("a job that fails is logged and keeps no other from its turn; a log that was changed shows in the metrics", async () => {
  used = await storage.use({ nodes: 1, replicas: 1 });
  await deliver();
  storage.chain.until += BigInt(10 * DAY);
  storage.chain.time += DAY;
  await storage.database.execute(`
    ALTER TABLE gateway.key_log DISABLE TRIGGER key_log_only_grows;
    UPDATE gateway.key_log SET detail = replace(detail, '"orderId":"1"', '"orderId":"2"');
    ALTER TABLE gateway.key_log ENABLE TRIGGER key_log_only_grows;
    ALTER TABLE gateway.pin_replica RENAME TO away`);
  const stop = startStorage(used.context, null);
  while (!(gauge("symbolon_key_log_faults") > 0)) await new Promise((resolve) => setImmediate(resolve));
  await stop();
  await storage.database.execute("ALTER TABLE gateway.away RENAME TO pin_replica");
  assert.ok(used.logged.some((line) => line.includes('"job":"replicas"')));
  assert.ok(used.logged.some((line) => line.includes("the key log does not fit together")));
});
