import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefundable, isRunning, progressOf } from "./progress.ts";

const event = (state: string, timestamp: number) => ({
  state,
  timestamp,
  tx: `0x${timestamp}`,
  gasUsed: null,
});
const statuses = (job: Parameters<typeof progressOf>[0]) => progressOf(job).map((step) => step.status);

test("reached steps are done, the next one is current, the rest wait", () => {
  const job = {
    state: "MEASURED",
    history: [event("REQUESTED", 1), event("CLAIMED", 2), event("MEASURED", 3)],
  };
  assert.deepEqual(statuses(job), ["done", "done", "done", "current", "waiting", "waiting", "waiting"]);
  assert.equal(progressOf(job)[2]?.timestamp, 3);
});

test("a finalised job is done to the last step", () => {
  assert.deepEqual(statuses({ state: "FINALISED", history: [] }), Array(7).fill("done"));
});

test("a failed job fails at the step it was working on, found from its history", () => {
  const job = { state: "FAILED", history: [event("REQUESTED", 1), event("CLAIMED", 2), event("FAILED", 9)] };
  assert.deepEqual(statuses(job), ["done", "done", "failed", "waiting", "waiting", "waiting", "waiting"]);
});

test("a refused certificate fails the evaluator's step, also once the job was closed for it", () => {
  const history = [event("REQUESTED", 1), event("COMMITTED", 4), event("REPORTED", 5), event("REFUSED", 6)];
  const expected = ["done", "done", "done", "done", "done", "failed", "waiting"];
  assert.deepEqual(statuses({ state: "REFUSED", history }), expected);
  assert.deepEqual(statuses({ state: "FAILED", history: [...history, event("FAILED", 7)] }), expected);
});

test("a job claimed twice shows its last claim", () => {
  const job = {
    state: "CLAIMED",
    history: [event("REQUESTED", 1), event("CLAIMED", 2), event("CLAIMED", 8)],
  };
  assert.equal(progressOf(job)[1]?.timestamp, 8);
});

test("refund: when failed or refused, or past the deadline by the chain's clock; never when settled, refunded or delivered", () => {
  const order = { state: "CLAIMED", status: "ESCROWED", deadline: 100 };
  assert.equal(isRefundable(order, 100), false);
  assert.equal(isRefundable(order, 101), true);
  assert.equal(isRefundable({ ...order, state: "FAILED" }, 1), true);
  assert.equal(isRefundable({ ...order, state: "REFUSED" }, 1), true);
  assert.equal(isRefundable({ ...order, state: "FINALISED" }, 101), false);
  assert.equal(isRefundable({ ...order, state: "FAILED", status: "REFUNDED" }, 101), false);
});

test("running: paid and neither delivered nor failed", () => {
  assert.equal(isRunning({ state: "REQUESTED", status: "ESCROWED" }), true);
  assert.equal(isRunning({ state: "FAILED", status: "ESCROWED" }), false);
  assert.equal(isRunning({ state: "REQUESTED", status: "REFUNDED" }), false);
  assert.equal(isRunning({ state: "FINALISED", status: "SETTLED" }), false);
});
