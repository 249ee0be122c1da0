import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetHistory, DatasetOrder } from "../../data/gateway/historyTypes.ts";
import { NODE, placeNodes } from "./placeNodes.ts";
import { provenanceGraph } from "./provenanceGraph.ts";
import { STEPS } from "./provenanceTypes.ts";

const hash = (byte: string) => `0x${byte.repeat(32)}` as const;
const account = `0x${"0b".repeat(20)}` as const;
const dataset = {
  id: "1",
  title: "Cohort",
  lane: "COMMERCIAL",
  version: 1,
  catalogueDigest: hash("01"),
  schemaDigest: hash("02"),
};
const payout = (index: number, change: Partial<DatasetOrder["payouts"][number]> = {}) => ({
  index,
  kind: "PROVIDER",
  account,
  amountWei: 5n,
  claimed: false,
  cancelled: false,
  claimedTx: null,
  ...change,
});
const delivered: DatasetOrder = {
  id: "9",
  status: "SETTLED",
  rows: 100,
  placedAt: 10,
  placedTx: hash("03"),
  settledAt: 20,
  totalWei: 20n,
  datasets: [
    { id: "1", title: "Cohort" },
    { id: "2", title: "Other" },
  ],
  payouts: [payout(0, { claimed: true }), payout(1, { cancelled: true }), payout(2, { amountWei: 0n })],
  renewals: [{ id: "10", status: "SETTLED", totalWei: 2n, renewedAt: 30, renewedTx: hash("04") }],
  asksFor: "private-file",
  release: { kind: "private", epsilon: 1, membership: null, passed: true },
  job: {
    state: "FINALISED",
    nodes: [account],
    evaluator: account,
    modelDigest: hash("05"),
    outputHash: hash("06"),
    certificateDigest: hash("07"),
    manifestDigest: hash("08"),
    history: [],
  },
};
const history: DatasetHistory = {
  versions: [],
  basis: {
    roots: [hash("0a")],
    epoch: 0n,
    grantsCount: 0,
    withdrawalsCount: 3,
    isSuspended: false,
    optOutRoots: [],
  },
  permits: [],
  orders: [delivered],
};
const states = (order: DatasetOrder) =>
  Object.fromEntries(provenanceGraph(dataset, history, order).nodes.map(({ id, state }) => [id, state]));

test("a delivered order can be followed from consent to every payout along its edges", () => {
  const { nodes, edges } = provenanceGraph(dataset, history, delivered);
  const reached = new Set(["consent/0"]);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
  }
  const expected = nodes.filter(({ id }) => id !== "data/2").map(({ id }) => id);
  assert.deepEqual([...reached].sort(), expected.sort());
  assert.deepEqual([...new Set(nodes.map(({ step }) => step))], [...STEPS]);
  const ids = new Set(nodes.map(({ id }) => id));
  assert.equal(ids.size, nodes.length, "each once");
  for (const { from, to } of edges) assert.ok(ids.has(from) && ids.has(to));
});

test("a payout fetched, one gone back and one of nothing are told apart", () => {
  const found = states(delivered);
  assert.deepEqual([found["payout/0"], found["payout/1"], found["payout/2"]], ["done", "failed", undefined]);
});

test("nothing that is not there yet reads as done", () => {
  const running: DatasetOrder = {
    ...delivered,
    status: "ESCROWED",
    settledAt: null,
    payouts: [],
    renewals: [],
    release: null,
    job: {
      ...delivered.job,
      state: "CLAIMED",
      certificateDigest: null,
      outputHash: null,
      manifestDigest: null,
    },
  };
  const { job, certificate, output, sale } = states(running);
  assert.deepEqual([job, certificate, output, sale], ["waiting", "waiting", "waiting", "waiting"]);
  const failed = states({ ...running, status: "REFUNDED", job: { ...running.job, state: "FAILED" } });
  assert.deepEqual(
    [failed.job, failed.certificate, failed.output, failed.sale],
    ["failed", "failed", "failed", "failed"],
  );
});

test("the model is offered for a private file only", () => {
  const hasModel = (order: DatasetOrder) =>
    provenanceGraph(dataset, history, order)
      .nodes.find(({ id }) => id === "job")!
      .facts.some(({ value }) => value === hash("05"));
  assert.equal(hasModel(delivered), true);
  assert.equal(hasModel({ ...delivered, release: { ...delivered.release!, kind: "high-fidelity" } }), false);
});

test("without an order there are basis and data alone; in the EHDS lane the basis is the permits", () => {
  const graph = provenanceGraph(dataset, history, null);
  assert.deepEqual(
    graph.nodes.map(({ id }) => id),
    ["consent/0", "data/1"],
  );
  const ehds = provenanceGraph(
    { ...dataset, lane: "EHDS" },
    { ...history, basis: { ...history.basis, roots: [] } },
    null,
  );
  assert.deepEqual(
    ehds.nodes.map(({ id, state }) => [id, state]),
    [
      ["permit/none", "waiting"],
      ["data/1", "done"],
    ],
  );
});

test("no two nodes of the drawing overlap, and all are inside it", () => {
  const many = { ...delivered, payouts: Array.from({ length: 12 }, (_, i) => payout(i)) };
  const graph = provenanceGraph(dataset, history, many);
  const { at, width, height } = placeNodes(graph);
  const boxes = graph.nodes.map(({ id }) => at.get(id)!);
  for (const [i, a] of boxes.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + NODE.width <= width && a.y + NODE.height <= height);
    for (const b of boxes.slice(i + 1))
      assert.ok(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height);
  }
});
