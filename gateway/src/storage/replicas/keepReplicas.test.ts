import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { verifiedContent } from "../../adapters/verifiedContent.ts";
import { parseCid } from "../../ipfs/parseCid.ts";
import {
  openTestStorage,
  type TestStorage,
  type Use,
  type UsedStorage,
} from "../test-support/openTestStorage.ts";
import { keepAll } from "./keepAll.ts";
import { keepReplicas } from "./keepReplicas.ts";
import { pinStatus } from "./pinStatus.ts";
import { placement } from "./placement.ts";

let storage: TestStorage;
let used: UsedStorage;
before(async () => {
  storage = await openTestStorage();
});
after(() => storage.close());

const open = async (options: Use) => {
  used = await storage.use(options);
};
/** Content pinned at `main` and noted, as a worker and a hand-over leave it. */
async function register(bytes = randomBytes(1_200_000)) {
  const { cid } = await used.context.contentStore.add(bytes);
  return { cid, bytes };
}
const statesOf = async (cid: string) =>
  Object.fromEntries(
    (await pinStatus(used.context, cid))!.replicas.map(({ backend, state }) => [backend, state]),
  );
async function isWhole(name: string, cid: string, bytes: Uint8Array): Promise<void> {
  const content = verifiedContent(used.backend(name).blocks!);
  assert.deepEqual(Buffer.from(await content.get(cid)), Buffer.from(bytes));
}

test("a content is pinned once so many back ends of different kinds confirm, and not before", async () => {
  await open({ nodes: 2, service: true, replicas: 3 });
  const { cid, bytes } = await register();
  assert.equal((await pinStatus(used.context, cid))?.status, "pending");
  assert.equal(await keepReplicas(used.context, cid), 2);
  assert.deepEqual(await statesOf(cid), { b: "pinned", main: "pinned", service: "pending" });
  assert.equal((await pinStatus(used.context, cid))?.status, "pending");
  await storage.service.work();
  assert.equal(await keepReplicas(used.context, cid), 3);
  const status = await pinStatus(used.context, cid);
  assert.deepEqual([status?.status, status?.wanted, status?.confirmed], ["pinned", 3, 3]);
  for (const name of ["main", "b", "service"]) await isWhole(name, cid, bytes);
});

test("no more back ends than asked for are used, and repeating changes nothing", async () => {
  await open({ nodes: 3, replicas: 2 });
  const { cid } = await register();
  for (let i = 0; i < 3; i++) assert.equal(await keepReplicas(used.context, cid), 2);
  const counted = await Promise.all(used.backends.map((backend) => backend.state(parseCid(cid))));
  assert.equal(counted.filter((state) => state === "pinned").length, 2);
});

test("ten requests at once for one content end in one pin at each back end", async () => {
  await open({ nodes: 2, service: true, replicas: 3 });
  const { cid } = await register(randomBytes(5000));
  await Promise.all(Array.from({ length: 10 }, () => keepReplicas(used.context, cid)));
  await storage.service.work();
  assert.equal(await keepReplicas(used.context, cid), 3);
  // Two requests may both have seen none at the service; unpinning takes off all of them.
  await used.backend("service").unpin(parseCid(cid));
  assert.equal(storage.service.pins.size, 0);
  const rows = await storage.database.query("SELECT 1 FROM gateway.pin_replica WHERE cid = $1", [cid]);
  assert.equal(rows.length, 3);
});

test("a node that is away is passed over, the factor is reached elsewhere, and it is tried again later", async () => {
  await open({ nodes: 3, replicas: 2 });
  const { cid } = await register();
  const [first] = placement(cid, used.backends).filter(({ name }) => name !== "main");
  await storage.stopNode(first!.name);
  assert.equal(await keepReplicas(used.context, cid), 2);
  assert.equal((await statesOf(cid))[first!.name], "failed");
  const [row] = await storage.database.query<{ fault: string; next_attempt_at: number }>(
    "SELECT fault, next_attempt_at FROM gateway.pin_replica WHERE backend = $1",
    [first!.name],
  );
  assert.match(row!.fault, /E5004/);
  assert.ok(row!.next_attempt_at > storage.chain.time);
});

test("a node that goes away in the middle of pinning leaves what was wanted, and the next round finishes it", async () => {
  await open({ nodes: 2, replicas: 2 });
  const { cid, bytes } = await register(randomBytes(3_000_000));
  const b = used.backend("b");
  const { putBlock } = b;
  let blocks = 0;
  b.putBlock = async (...args) => {
    if (++blocks === 2) await storage.stopNode("b");
    return putBlock!(...args);
  };
  assert.equal(await keepReplicas(used.context, cid), 1);
  assert.equal((await statesOf(cid)).b, "failed");
  assert.equal((await pinStatus(used.context, cid))?.status, "pending");
  b.putBlock = putBlock;
  await storage.startNode("b");
  assert.equal(await keepReplicas(used.context, cid), 1, "not before its time");
  storage.chain.time += 60;
  assert.equal(await keepReplicas(used.context, cid), 2);
  await isWhole("b", cid, bytes);
});

test("a process killed between pinning and writing it down finds the pin again", async () => {
  await open({ nodes: 2, replicas: 2 });
  const { cid } = await register(randomBytes(2000));
  const b = used.backend("b");
  const { pin } = b;
  b.pin = async (parsed) => {
    await pin(parsed);
    throw new Error("killed");
  };
  await assert.rejects(keepReplicas(used.context, cid), /killed/);
  assert.equal((await statesOf(cid)).b, "wanted");
  b.pin = async () => assert.fail("it is pinned already");
  assert.equal(await keepReplicas(used.context, cid), 2);
});

test("a back end without room is passed over, and used when it has room again", async () => {
  await open({ nodes: 2, replicas: 2 });
  const { cid } = await register(randomBytes(2000));
  const b = used.backend("b");
  const { putBlock } = b;
  b.putBlock = async () => {
    throw new SymbolonError("E5006", { what: "a block", reason: "ENOSPC: no space left on device" });
  };
  assert.equal(await keepReplicas(used.context, cid), 1);
  const [row] = await storage.database.query<{ fault: string }>(
    "SELECT fault FROM gateway.pin_replica WHERE backend = 'b'",
  );
  assert.match(row!.fault, /ENOSPC/);
  assert.match(used.context.metrics.text(), /symbolon_storage_pin_failures_total\{backend="b"\} 1/);
  b.putBlock = putBlock;
  storage.chain.time += 60;
  assert.equal(await keepReplicas(used.context, cid), 2);
});

test("a service that does not come to an end is waited for some hours; then another back end is used as well", async () => {
  await open({ nodes: 3, service: true, replicas: 4 });
  const { cid } = await register(randomBytes(100));
  assert.equal(await keepReplicas({ ...used.context, replicas: 4 }, cid), 3);
  const three = { ...used.context, replicas: 3 };
  await storage.database.query("DELETE FROM gateway.pin_replica WHERE backend = 'c'");
  await used.backend("c").unpin(parseCid(cid));
  assert.equal(await keepReplicas(three, cid), 2, "the service counts as on its way");
  storage.chain.time += 6 * 3600;
  assert.equal(await keepReplicas(three, cid), 3);
  assert.deepEqual(await statesOf(cid), { b: "pinned", c: "pinned", main: "pinned", service: "pending" });
  assert.equal(await keepReplicas(three, cid), 3);
  await storage.service.work();
  assert.equal(await keepReplicas(three, cid), 4, "it came after all");
});

test("a service that gave a content up is asked again, and not at once", async () => {
  await open({ nodes: 1, service: true, replicas: 2 });
  const { cid } = await register(randomBytes(100));
  assert.equal(await keepReplicas(used.context, cid), 1);
  for (const pin of storage.service.pins.values()) pin.status = "failed";
  assert.equal(await keepReplicas(used.context, cid), 1);
  assert.equal((await statesOf(cid)).service, "failed");
  storage.chain.time += 60;
  await keepReplicas(used.context, cid);
  await storage.service.work();
  assert.equal(await keepReplicas(used.context, cid), 2);
});

test("waits between attempts grow to an hour", async () => {
  await open({ nodes: 2, replicas: 2 });
  const { cid } = await register(randomBytes(100));
  await storage.stopNode("b");
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    await keepReplicas(used.context, cid);
    const [row] = await storage.database.query<{ next_attempt_at: number }>(
      "SELECT next_attempt_at FROM gateway.pin_replica WHERE backend = 'b'",
    );
    waits.push(row!.next_attempt_at - storage.chain.time);
    storage.chain.time = row!.next_attempt_at;
  }
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
});

test("the round takes what waited longest and counts what lacks replicas", async () => {
  await open({ nodes: 2, replicas: 2 });
  for (let i = 0; i < 3; i++) await register(randomBytes(100 + i));
  await storage.stopNode("b");
  assert.equal(await keepAll(used.context), 3);
  assert.equal(await keepAll(used.context), 0, "nothing is due");
  await storage.startNode("b");
  storage.chain.time += 31;
  assert.equal(await keepAll(used.context), 0);
});

test("a content this hub does not keep has no status, and what is no CID is refused", async () => {
  await open({ nodes: 1, replicas: 1 });
  assert.equal(
    await pinStatus(used.context, "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"),
    null,
  );
  await assert.rejects(pinStatus(used.context, "nonsense"), { code: "E9009" });
});

test("placement: a back end that goes moves no content between the others, and load is even", () => {
  const names = ["a", "b", "c", "d", "e"].map((name) => ({ name }));
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.constantFrom(...names), (cid, gone) => {
      const before = placement(cid, names).filter((each) => each !== gone);
      assert.deepEqual(
        placement(
          cid,
          names.filter((each) => each !== gone),
        ),
        before,
      );
    }),
  );
  const first = Array.from({ length: 1000 }, (_, i) => placement(`content ${i}`, names)[0]!.name);
  // Fixed inputs, so the counts are the same in every run; each of five expects 200.
  for (const { name } of names) assert.ok(Math.abs(first.filter((each) => each === name).length - 200) < 50);
});
