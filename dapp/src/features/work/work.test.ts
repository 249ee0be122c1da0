import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hex } from "@symbolon/protocol";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";
import { isOpenJob } from "./isOpenJob.ts";
import { signedReports } from "./signedReports.ts";
import { workPart } from "./workPart.ts";

const account = (byte: string): Hex => `0x${byte.repeat(20)}`;
const job: WorkJob = {
  orderId: "7",
  status: "ESCROWED",
  rows: 10,
  totalWei: 1n,
  deadline: 100,
  placedAt: 1,
  titles: ["A"],
  state: "CERTIFIED",
  failReason: null,
  passed: true,
  nodes: [account("Aa"), account("bb"), account("cc")],
  evaluator: account("bb"),
  history: [
    { state: "REPORTED", timestamp: 5, tx: "0x01" },
    { state: "CERTIFIED", timestamp: 9, tx: "0x02" },
  ],
};

test("the first node leads, another node may judge, and a stranger has no part", () => {
  assert.equal(workPart(job, account("aa")), "lead");
  assert.equal(workPart(job, account("bb")), "evaluator");
  assert.equal(workPart(job, account("cc")), "node");
  assert.equal(workPart(job, account("dd")), null);
});

test("an order is open only while it is paid and nobody claimed it", () => {
  assert.equal(isOpenJob({ ...job, state: "REQUESTED" }), true);
  assert.equal(isOpenJob({ ...job, state: "REQUESTED", status: "REFUNDED" }), false);
  assert.equal(isOpenJob(job), false);
});

test("who computes and judges signed twice; a job that was not reported has no signature", () => {
  assert.deepEqual(
    signedReports([job], account("bb")).map(({ kind, at, verdict }) => [kind, at, verdict]),
    [
      ["certificate", 9, true],
      ["report", 5, null],
    ],
  );
  assert.deepEqual(signedReports([{ ...job, history: [] }], account("aa")), []);
  assert.deepEqual(signedReports([job], account("dd")), []);
});
