import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharedLock } from "./sharedLock.ts";

const Jobs = fc.array(fc.record({ alone: fc.boolean(), fails: fc.boolean(), steps: fc.nat({ max: 4 }) }), {
  minLength: 1,
  maxLength: 12,
});

test("whoever is alone is alone, whatever comes before and after, and a failure lets the next one in", async () => {
  await fc.assert(
    fc.asyncProperty(Jobs, async (jobs) => {
      const lock = sharedLock();
      let inside = 0;
      let alone = 0;
      const results = jobs.map((job) => {
        const work = async () => {
          inside += 1;
          alone += job.alone ? 1 : 0;
          assert.ok(alone === 0 || (alone === 1 && inside === 1));
          for (let step = 0; step < job.steps; step++) await Promise.resolve();
          inside -= 1;
          alone -= job.alone ? 1 : 0;
          if (job.fails) throw new Error("failed");
        };
        return job.alone ? lock.exclusive(work) : lock.shared(work);
      });
      const settled = await Promise.allSettled(results);
      assert.deepEqual(
        settled.map(({ status }) => status),
        jobs.map(({ fails }) => (fails ? "rejected" : "fulfilled")),
      );
    }),
    { numRuns: 60 },
  );
});

test("two that share run at once", async () => {
  const lock = sharedLock();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = lock.shared(() => gate);
  await lock.shared(async () => open());
  await first;
});
