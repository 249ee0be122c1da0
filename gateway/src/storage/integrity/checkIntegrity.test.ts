import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { cidOfDigest, digestOfBytes } from "@symbolon/protocol";
import { verifiedContent } from "../../adapters/verifiedContent.ts";
import { parseCid } from "../../ipfs/parseCid.ts";
import { keepReplicas } from "../replicas/keepReplicas.ts";
import { damageBlock } from "../test-support/damageBlock.ts";
import {
  openTestStorage,
  type TestStorage,
  type Use,
  type UsedStorage,
} from "../test-support/openTestStorage.ts";
import { checkIntegrity } from "./checkIntegrity.ts";
import { checkReplica } from "./checkReplica.ts";

const DAY = 86_400;
let storage: TestStorage;
let used: UsedStorage;
before(async () => {
  storage = await openTestStorage();
});
after(() => storage.close());

async function keep(options: Use, bytes = randomBytes(2_200_000)) {
  used = await storage.use(options);
  const { cid } = await used.context.contentStore.add(bytes);
  await keepReplicas(used.context, cid);
  await storage.service.work();
  assert.equal(await keepReplicas(used.context, cid), options.replicas);
  return { cid, bytes };
}
const leafOf = (bytes: Uint8Array, index: number) =>
  cidOfDigest(digestOfBytes(bytes.subarray(index * 1_048_576, (index + 1) * 1_048_576)));
const findings = () =>
  storage.database.query<{ backend: string; kind: string; repaired_at: number | null }>(
    "SELECT backend, kind, repaired_at FROM gateway.integrity_finding ORDER BY finding_id",
  );

test("sound replicas are checked once a day, whole at first and every 30 days, by sample in between", async () => {
  await keep({ nodes: 2, replicas: 2 });
  assert.deepEqual(await checkIntegrity(used.context), { checked: 2, damaged: 0, repaired: 0 });
  assert.deepEqual(await checkIntegrity(used.context), { checked: 0, damaged: 0, repaired: 0 });
  const [first] = await storage.database.query<{ verified_at: number }>(
    "SELECT verified_at FROM gateway.pin_replica",
  );
  assert.equal(first!.verified_at, storage.chain.time);
  storage.chain.time += DAY;
  assert.equal((await checkIntegrity(used.context)).checked, 2);
  const [second] = await storage.database.query<{ verified_at: number; sampled_at: number }>(
    "SELECT verified_at, sampled_at FROM gateway.pin_replica",
  );
  assert.deepEqual(second, { verified_at: first!.verified_at, sampled_at: storage.chain.time });
  assert.deepEqual(await findings(), []);
  assert.match(used.context.metrics.text(), /symbolon_storage_checks_total\{backend="b",outcome="sound"\} 2/);
});

for (const [how, kind] of [
  ["change", "changed"],
  ["remove", "missing"],
] as const)
  test(`a block that is ${kind} at one node is found, written down, and replaced from the other`, async () => {
    const { cid, bytes } = await keep({ nodes: 2, replicas: 2 });
    await damageBlock(storage.folderOf("b"), leafOf(bytes, 1), how);
    assert.deepEqual(await checkIntegrity(used.context), { checked: 2, damaged: 1, repaired: 1 });
    assert.deepEqual(await findings(), [{ backend: "b", kind, repaired_at: storage.chain.time }]);
    const b = used.backend("b");
    assert.deepEqual(Buffer.from(await verifiedContent(b.blocks!).get(cid)), bytes);
    assert.equal(await b.state(parseCid(cid)), "pinned");
    assert.equal(await checkReplica(b, cid, "whole"), null);
  });

test("a pin that somebody took off is found and set again", async () => {
  const { cid } = await keep({ nodes: 2, replicas: 2 });
  await used.backend("b").unpin(parseCid(cid));
  await used.backend("b").collectGarbage();
  assert.deepEqual(await checkIntegrity(used.context), { checked: 2, damaged: 1, repaired: 1 });
  assert.deepEqual(
    (await findings()).map(({ kind }) => kind),
    ["unpinned"],
  );
  assert.equal(await checkReplica(used.backend("b"), cid, "whole"), null);
});

test("damage at a pinning service is found through its gateway and fetched anew", async () => {
  const { cid } = await keep({ nodes: 1, service: true, replicas: 2 }, randomBytes(500));
  storage.service.blocks.set(cid, randomBytes(500));
  assert.deepEqual(await checkIntegrity(used.context), { checked: 2, damaged: 1, repaired: 0 });
  await storage.service.work();
  assert.equal(await keepReplicas(used.context, cid), 2);
  assert.equal(await checkReplica(used.backend("service"), cid, "whole"), null);
});

test("a node that is down is a finding, not a loss, and the finding closes when it is sound again", async () => {
  const { cid } = await keep({ nodes: 2, replicas: 2 }, randomBytes(500));
  await storage.stopNode("b");
  assert.deepEqual(await checkIntegrity(used.context), { checked: 2, damaged: 0, repaired: 0 });
  const [row] = await storage.database.query<{ state: string }>(
    "SELECT state FROM gateway.pin_replica WHERE cid = $1 AND backend = 'b'",
    [cid],
  );
  assert.equal(row?.state, "pinned");
  assert.deepEqual(await findings(), [{ backend: "b", kind: "unreachable", repaired_at: null }]);
  await storage.startNode("b");
  storage.chain.time += DAY;
  await checkIntegrity(used.context);
  assert.equal((await findings())[0]?.repaired_at, storage.chain.time);
});

test("the only copy is never unpinned for being damaged: the finding stays open", async () => {
  const { cid, bytes } = await keep({ nodes: 1, replicas: 1 });
  await damageBlock(storage.folderOf("main"), leafOf(bytes, 0), "change");
  assert.deepEqual(await checkIntegrity(used.context), { checked: 1, damaged: 1, repaired: 0 });
  assert.equal(await used.backend("main").state(parseCid(cid)), "pinned");
  assert.deepEqual(
    (await findings()).map(({ kind, repaired_at }) => [kind, repaired_at]),
    [["changed", null]],
  );
});
