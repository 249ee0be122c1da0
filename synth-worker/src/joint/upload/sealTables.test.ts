import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fromHex,
  type Hex,
  type HpkeKeyPair,
  hpkeOpen,
  makeHpkeKeyPair,
  shareContext,
} from "@symbolon/protocol";
import { acceptBits } from "../../mpc/rss/inputs/acceptBits.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { countTables } from "../countTables.ts";
import { inputWords } from "../inputWords.ts";
import { planJoint } from "../planJoint.ts";
import { sealTables } from "./sealTables.ts";

const plan = planJoint({
  orderId: "7",
  schema: {
    format: "symbolon-schema/1",
    name: "test",
    columns: [
      { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
      { name: "stage", label: "Stage", kind: "categorical", levels: ["1", "2", "3"] },
    ],
    pairs: [["sex", "stage"]],
  },
  datasetIds: ["1", "2"],
  mechanism: "fixed",
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: 10_000n,
  workload: [["sex", "stage"]],
  patients: 100,
  mostPatients: 127,
});
const table = {
  sizes: [2, 3],
  rows: 5,
  columns: [Int32Array.of(0, 1, 1, 0, 1), Int32Array.of(2, 2, 0, 1, 2)],
};
const job: Hex = `0x${"ab".repeat(32)}`;
const keys: HpkeKeyPair[] = await Promise.all([1, 2, 3].map(() => makeHpkeKeyPair()));
const account = (i: number): Hex => `0x${String(i + 1).repeat(40)}`;
const nodes = keys.map(({ publicKey }, i) => ({ account: account(i), hpkeKey: publicKey }));
const ids = { chainId: 31337, orderId: 7n, datasetId: 2n };
const seal = () =>
  sealTables({ plan, job, ...ids, tables: countTables(plan, table), nodes, entropy: cryptoEntropy() });
const open = (i: number, sealed: string, key = keys[i]!.privateKey, orderId = ids.orderId) =>
  hpkeOpen(key, fromHex(sealed), shareContext(ids.chainId, orderId, ids.datasetId, account(i)));

test("each node opens its own package alone, and what it holds fits the commitments that all are sent", async () => {
  const messages = await seal();
  const held = await Promise.all(
    messages.map(async ({ sealed, commitments, orderId, datasetId }, i) => {
      assert.deepEqual([orderId, datasetId], ["7", "2"]);
      const index = i as 0 | 1 | 2;
      const words = inputWords(plan);
      return acceptBits({
        orderId,
        datasetId,
        job,
        index,
        words,
        commitments,
        package: await open(i, sealed),
      });
    }),
  );
  for (const [i, { sealed }] of messages.entries()) {
    await assert.rejects(open(i, sealed, keys[(i + 1) % 3]!.privateKey), { code: "E5003" });
    await assert.rejects(open(i, sealed, keys[i]!.privateKey, 8n), { code: "E5003" });
  }
  // Shares of two nodes together are the data: the first plane's words are not zero, as the counts have ones.
  const whole = held[0]!.own.map((word, w) => word ^ held[0]!.next[w]! ^ held[1]!.next[w]!);
  assert.ok(whole.some((word) => word !== 0));
  assert.deepEqual(held[0]!.next, held[1]!.own);
  assert.deepEqual(held[1]!.next, held[2]!.own);
  assert.deepEqual(held[2]!.next, held[0]!.own);
});

test("two draws of the same tables have nothing in common", async () => {
  const [first, second] = [await seal(), await seal()];
  for (const [i, { sealed, commitments }] of first.entries()) {
    assert.notEqual(second[i]!.sealed, sealed);
    assert.notDeepEqual(await open(i, second[i]!.sealed), await open(i, sealed));
    for (const commitment of commitments) assert.ok(!second[i]!.commitments.includes(commitment));
  }
});

test("it is refused to seal for another number of nodes than three", async () => {
  const tables = countTables(plan, table);
  const two = nodes.slice(0, 2);
  await assert.rejects(
    sealTables({ plan, job, ...ids, tables, nodes: two, entropy: cryptoEntropy() }),
    RangeError,
  );
});
