import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedColumn } from "../../math/mixedTable.ts";
import { makeBinner } from "./binner.ts";
import { martingaleResiduals } from "./martingaleResiduals.ts";

const numbers = (values: readonly number[]): MixedColumn => ({
  name: "x",
  kind: "number",
  values: Float64Array.from(values),
  decimals: 0,
});

test("few numbers are a bin each, a value between two goes to the nearer, missing is bin 0", () => {
  const binner = makeBinner(numbers([5, 1, 3, 3, Number.NaN]));
  assert.equal(binner.count, 4);
  assert.deepEqual(
    [...binner.code(numbers([1, 3, 5, Number.NaN, -9, 1.9, 2.1, 99]))],
    [1, 2, 3, 0, 1, 1, 2, 3],
  );
});

test("many numbers share at most 254 bins of about equal counts, in order; a column of no numbers has one", () => {
  const values = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003);
  const binner = makeBinner(numbers(values));
  assert.ok(binner.count <= 255 && binner.count > 200);
  const bins = binner.code(numbers(values));
  const counts = new Int32Array(binner.count);
  for (const bin of bins) counts[bin]!++;
  assert.equal(counts[0], 0);
  assert.ok(Math.max(...counts) <= 2 * (5000 / 254));
  const sorted = [...values].sort((a, b) => a - b);
  const inOrder = binner.code(numbers(sorted));
  assert.ok(inOrder.every((bin, i) => i === 0 || bin >= inOrder[i - 1]!));
  assert.deepEqual([...makeBinner(numbers([Number.NaN])).code(numbers([Number.NaN, 4]))], [0, 1]);
});

test("more levels than bins: the rarest share the last bin", () => {
  const levels = Array.from({ length: 400 }, (_, level) => `l${level}`);
  const codes = Int32Array.from({ length: 2000 }, (_, i) => (i < 1000 ? i % 10 : i % 400));
  const binner = makeBinner({ name: "c", kind: "category", levels, codes });
  const bins = binner.code({ name: "c", kind: "category", levels, codes: Int32Array.of(3, 198, 199, -1) });
  assert.equal(binner.count, 255);
  assert.equal(bins[1], 254);
  assert.equal(bins[1], bins[2]);
  assert.equal(bins[3], 0);
  assert.notEqual(bins[0], bins[1]);
});

test("martingale residuals: event minus Nelson-Aalen hazard, by hand, and their sum is 0", () => {
  const time = numbers([1, 2, 2, 3, Number.NaN]);
  const event: MixedColumn = {
    name: "e",
    kind: "category",
    levels: ["no", "yes"],
    codes: Int32Array.of(1, 1, 0, 1, 1),
  };
  const residuals = martingaleResiduals(time, event, 1)(time, event);
  const hazards = [1 / 4, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3 + 1];
  [1, 1, 0, 1].forEach((e, i) => {
    assert.ok(Math.abs(residuals[i]! - (e - hazards[i]!)) < 1e-12);
  });
  assert.ok(Number.isNaN(residuals[4]!));
  assert.ok(Math.abs(residuals.subarray(0, 4).reduce((a, b) => a + b, 0)) < 1e-12);
});
