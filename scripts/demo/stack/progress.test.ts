import assert from "node:assert/strict";
import { test } from "node:test";
import { type Progress, ProgressLog } from "./progress.ts";

const claimed: Progress = { type: "progress", who: "worker1", step: "claimed", orderId: "1" };

test("a step that has already passed is found at once", async () => {
  const log = new ProgressLog();
  log.add(claimed);
  assert.equal(await log.waitFor("claimed", (entry) => entry.step === "claimed", 1000), claimed);
});

test("a step that comes later resolves the wait, others do not", async () => {
  const log = new ProgressLog();
  const wait = log.waitFor("claimed", (entry) => entry.step === "claimed", 5000);
  log.add({ ...claimed, step: "shared" });
  log.add(claimed);
  assert.equal(await wait, claimed);
});

test("a step that does not come is named after the time is over", async () => {
  await assert.rejects(
    new ProgressLog().waitFor("claimed", () => false, 10),
    /no claimed within/,
  );
});

test("a dead process ends every wait with its error", async () => {
  const log = new ProgressLog();
  const wait = log.waitFor("claimed", () => false, 5000);
  const cause = new Error("worker1 ended");
  log.fail(cause);
  await assert.rejects(wait, cause);
});
