import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_THRESHOLDS } from "@symbolon/protocol";
import { decodeRelease } from "./decodeRelease.ts";
import { Reader } from "./reader.ts";

const common = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: `0x${"aa".repeat(32)}`,
  rows: 10,
  purpose: 16,
  buyerKey: `0x${"bb".repeat(32)}`,
  thresholds: DEFAULT_THRESHOLDS,
};
const privateSpec = {
  ...common,
  engine: "aim",
  epsilon: 2,
  delta: 1e-6,
  rhoMicro: "5",
  workload: [],
  patients: 100,
  mostPatients: 1023,
};
const { thresholds: _, ...asked } = common;
const statisticsSpec = {
  ...asked,
  engine: "statistics",
  datasetIds: ["1"],
  rows: 1,
  rhoMicro: "24360",
  request: { statistic: "table", by: [] },
  release: { kind: "private", epsilon: 1, delta: 1e-6 },
};
const fileSpec = { ...common, engine: "high-fidelity", rhoMicro: "1" };
const running = { releaseClass: null, membershipAucBps: null, passed: null };
const decode = (spec: unknown, job: object = running) => decodeRelease(new Reader({ spec, job }, "order"));

test("class and epsilon are the order's own words; a high-fidelity order has no epsilon", () => {
  assert.deepEqual(decode(privateSpec), { kind: "private", epsilon: 2, membership: null, passed: null });
  assert.deepEqual(decode(fileSpec), {
    kind: "high-fidelity",
    epsilon: null,
    membership: null,
    passed: null,
  });
});

test("what is not rows of a schema is named", () => {
  assert.equal(decode({ ...fileSpec, product: "images", classes: ["benign"] })?.product, "images");
  assert.equal(decode({ ...fileSpec, product: "patients-over-time" })?.product, "patients-over-time");
  assert.ok(!("product" in decode(fileSpec)!));
  assert.ok(!("isStatistic" in decode(fileSpec)!));
  assert.equal(decode(statisticsSpec)?.isStatistic, true);
});

test("once certified there is the chain's upper limit of the membership attack, and the verdict", () => {
  const job = { releaseClass: 2, membershipAucBps: 5312, passed: false };
  assert.deepEqual(decode(fileSpec, job), {
    kind: "high-fidelity",
    epsilon: null,
    membership: { low: null, high: 0.5312 },
    passed: false,
  });
});

test("without the order's text the class is the chain's; without both nothing is said", () => {
  assert.equal(decode(null, { ...running, releaseClass: 2 })?.kind, "high-fidelity");
  assert.equal(decode({ format: "other" }, { ...running, releaseClass: 1 })?.kind, "private");
  assert.equal(decode(null), null);
  assert.equal(decode(null, { ...running, releaseClass: 9 }), null);
});
