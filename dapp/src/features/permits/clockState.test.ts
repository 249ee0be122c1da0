import assert from "node:assert/strict";
import { test } from "node:test";
import type { Deadline } from "@symbolon/protocol";
import { clockState, nextDeadline } from "./clockState.ts";
import { lastDay } from "./lastDay.ts";

const DAY = 86_400;
const clock = (dueAt: number, part: Partial<Deadline> = {}): Deadline => ({
  ...{ kind: "decision", article: "68(4)", party: "access-body", datasetId: null, dueAt, doneAt: null },
  ...part,
});

test("a clock is met, late, near or far", () => {
  assert.deepEqual(clockState(clock(20 * DAY), 0), ["20 days left", "neutral"]);
  assert.deepEqual(clockState(clock(DAY), 1), ["1 day left", "warn"]);
  assert.deepEqual(clockState(clock(DAY), DAY), ["Overdue", "bad"]);
  assert.equal(clockState(clock(DAY, { doneAt: 5 }), 9 * DAY)[1], "good");
});

test("the last day in time is the day before the first second after it, in the office's zone", () => {
  const midnightInHelsinki = Date.parse("2027-03-01T22:00:00Z") / 1000;
  assert.equal(lastDay(midnightInHelsinki, "Europe/Helsinki"), "1 Mar 2027");
});

test("what is due next is the earliest that is not done, of one party where it is named", () => {
  const list = [clock(9), clock(5, { doneAt: 1 }), clock(7, { party: "applicant" })];
  assert.equal(nextDeadline(list)?.dueAt, 7);
  assert.equal(nextDeadline(list, "access-body")?.dueAt, 9);
  assert.equal(nextDeadline(list, "holder"), undefined);
});
