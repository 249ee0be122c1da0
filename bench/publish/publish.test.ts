import assert from "node:assert/strict";
import { test } from "node:test";
import { judgePublish } from "./judgePublish.ts";

const visible = (count: number, ms: (n: number) => number) =>
  Array.from({ length: count }, (_, n) => ({ ms: ms(n + 1), blocks: n % 3, asks: 1 }));

test("percentiles are values that were measured, by nearest rank", () => {
  const figures = judgePublish(
    visible(100, (n) => (n % 100) + 1),
    1000,
  );
  assert.deepEqual(
    [figures.p50Ms, figures.p95Ms, figures.maxMs, figures.p50Blocks, figures.p95Blocks],
    [50, 95, 100, 1, 2],
  );
  assert.equal(
    judgePublish(
      visible(8, (n) => n),
      1000,
    ).p95Ms,
    8,
    "of few, the largest",
  );
  assert.throws(() => judgePublish([], 1000), RangeError);
});

test("the bar is two blocks and three seconds, and one of twenty may be later", () => {
  const late = (lates: number) =>
    judgePublish(
      visible(20, (n) => (n <= lates ? 5_001 : 5_000)),
      1000,
    );
  assert.deepEqual([late(1).barMs, late(1).isMet, late(2).isMet], [5_000, true, false]);
  assert.equal(
    judgePublish(
      visible(1, () => 27_000),
      12_000,
    ).isMet,
    true,
    "with Ethereum's 12 s blocks",
  );
});
