import assert from "node:assert/strict";
import { test } from "node:test";
import { type Step, StepError, Steps } from "./steps.ts";

const silent = () => {};

test("a step that fails is recorded, shown and named, and carries its cause", async () => {
  const shown: Step[] = [];
  const steps = new Steps((step) => shown.push(step), silent);
  const cause = new Error("no claim");
  await steps.run("buy", "buyer", async () => ({ what: "pays", gas: 1 }));
  await assert.rejects(
    steps.run("claim", "workers", () => Promise.reject(cause)),
    (error) => error instanceof StepError && error.step === "claim" && error.cause === cause,
  );
  assert.deepEqual(
    shown.map(({ name, ok }) => ({ name, ok })),
    [
      { name: "buy", ok: true },
      { name: "claim", ok: false },
    ],
  );
  assert.equal(steps.list.at(-1)?.error, "no claim");
});

test("absent values are absent in JSON, and the doer can be known afterwards", async () => {
  const steps = new Steps(silent, silent);
  await steps.run("claim", "workers", async () => ({ what: "leads", who: "worker2", txHash: undefined }));
  const [step] = steps.list;
  assert.deepEqual(Object.keys(step!).sort(), ["ms", "name", "ok", "what", "who"]);
  assert.equal(step!.who, "worker2");
});
