import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetOrder } from "../../data/gateway/historyTypes.ts";
import { previewOrder } from "./previewOrder.ts";

const digest = (byte: string) => `0x${byte.repeat(32)}` as const;

const order = (
  id: string,
  change: Partial<DatasetOrder> = {},
  job: Partial<DatasetOrder["job"]> = {},
): DatasetOrder => ({
  id,
  status: "SETTLED",
  rows: 10,
  placedAt: 1,
  placedTx: digest("01"),
  settledAt: 2,
  totalWei: 1n,
  datasets: [{ id: "1", title: "A" }],
  payouts: [],
  renewals: [],
  asksFor: "private-file",
  release: { kind: "private", epsilon: 1, membership: null, passed: true },
  ...change,
  job: {
    state: "FINALISED",
    nodes: [],
    evaluator: null,
    modelDigest: digest(id.padStart(2, "0")),
    outputHash: null,
    certificateDigest: null,
    manifestDigest: null,
    history: [],
    ...job,
  },
});
const pair = [
  { id: "1", title: "A" },
  { id: "2", title: "B" },
];

test("an order of this dataset alone comes before a newer one of several, and the newest of its kind first", () => {
  const orders = [order("4", { datasets: pair }), order("3"), order("2")];
  assert.equal(previewOrder(orders)!.modelDigest, digest("03"));
  assert.equal(previewOrder(orders.slice(0, 1))!.order.id, "4");
});

for (const [what, bad] of [
  ["a high-fidelity file, which has no private model", order("1", { asksFor: "other" })],
  ["an order whose text is not known", order("1", { asksFor: null })],
  ["linked patients, whose variables are of two datasets", order("1", { asksFor: "linked-file" })],
  ["a job that is not delivered", order("1", {}, { state: "CERTIFIED" })],
  ["a failed job", order("1", {}, { state: "FAILED" })],
  [
    "a certificate that did not pass",
    order("1", { release: { kind: "private", epsilon: 1, membership: null, passed: false } }),
  ],
  ["an order without a certificate", order("1", { release: null })],
  ["a job without a model", order("1", {}, { modelDigest: null })],
] as const)
  test(`nothing is drawn from ${what}`, () => {
    assert.equal(previewOrder([bad]), null);
  });
