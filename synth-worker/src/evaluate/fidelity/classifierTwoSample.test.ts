import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { keystream } from "../../random/keystream.ts";
import { classifierTwoSample } from "./classifierTwoSample.ts";
import { equalCountCodes } from "./equalCountCodes.ts";
import { halves, sharedDataMissing, sharedTable } from "./test-support/sharedTable.ts";
import { levels, numbers, tableOf } from "./test-support/smallTables.ts";

const { nextBelow } = keystream(new Uint8Array(32), "two samples");
/** Correlated numbers and a category, some cells missing; `shift` moves the first column. */
function sample(rows: number, shift: number): MixedTable {
  const draws = Array.from({ length: rows }, () => [nextBelow(100), nextBelow(60), nextBelow(5)] as const);
  return tableOf(
    numbers(
      "a",
      draws.map(([a]) => a + shift),
    ),
    numbers(
      "b",
      draws.map(([a, b, c]) => (c === 4 ? null : a + b)),
    ),
    levels(
      "c",
      draws.map(([, , c]) => c - 1),
    ),
  );
}

test("numbers become runs of about equal counts over all tables, equal values are never parted, missing is last", () => {
  const values = Array.from({ length: 400 }, (_, i) => (i < 200 ? 7 : i));
  const [coded, other] = equalCountCodes(
    [tableOf(numbers("n", [...values, null])), tableOf(numbers("n", [7, -3, 1e9, null]))],
    10,
  );
  const [column, few] = [coded!.columns[0]!, other!.columns[0]!];
  assert.deepEqual(coded!.sizes, other!.sizes);
  assert.equal(column[400], coded!.sizes[0]! - 1);
  assert.equal(new Set(column.slice(0, 200)).size, 1);
  assert.ok(coded!.sizes[0]! <= 11);
  assert.equal(few[0], column[0]);
  assert.equal(few[2], column[399]);
  assert.ok(few[1]! <= few[0]! && few[3] === column[400]);
  for (let i = 201; i < 400; i++) assert.ok(column[i]! >= column[i - 1]!);
  assert.throws(() => equalCountCodes([tableOf(numbers("n", [1])), tableOf(levels("n", [1]))]), RangeError);
});

test("equal distributions give .5 within the interval, a moved column is found, missing cells are seen", () => {
  const same = classifierTwoSample(sample(1500, 0), sample(1500, 0));
  assert.ok(same.auc.low <= 0.5 && same.auc.high >= 0.5, JSON.stringify(same));
  assert.equal(same.copyingAlarm, false);
  const moved = classifierTwoSample(sample(1500, 0), sample(1500, 10));
  assert.ok(moved.auc.low > 0.6, JSON.stringify(moved));
  const real = sample(600, 0);
  const whole = sample(600, 0);
  const filled = {
    ...whole,
    columns: whole.columns.map((column) =>
      column.kind === "number" ? { ...column, values: column.values.map((v) => v || 70) } : column,
    ),
  };
  assert.ok(classifierTwoSample(real, filled).auc.low > 0.55);
});

test("files of different length are compared at the size of the smaller, and the answer is always the same", () => {
  const real = sample(300, 0);
  const long = sample(3000, 4);
  const found = classifierTwoSample(real, long);
  assert.deepEqual(classifierTwoSample(real, long), found);
  const rows = Int32Array.from({ length: 300 }, (_, i) => 10 * i);
  assert.deepEqual(classifierTwoSample(real, pickRecords(long, rows)), found);
  assert.deepEqual(classifierTwoSample(sample(50, 0), long, { maxRows: 40 }).auc.value <= 1, true);
});

test("chance in a small table raises no alarm, constant columns say nothing", () => {
  const constant = tableOf(numbers("n", new Array(40).fill(1)), levels("c", new Array(40).fill(0)));
  assert.deepEqual(classifierTwoSample(constant, constant), {
    auc: { value: 0.5, low: 0.5, high: 0.5 },
    copyingAlarm: false,
  });
  assert.throws(() => classifierTwoSample(sample(9, 0), sample(30, 0)), RangeError);
  assert.throws(() => classifierTwoSample(sample(30, 0), sample(30, 0), { folds: 1 }), RangeError);
});

// Fixed seeds. Other splits move the holdout's AUC by .011 and .007 (standard deviation), copies and bootstraps by .01.
for (const [name, copy, bootstrap] of [
  ["breast/rotterdam", 0.03, 0.3],
  ["flchain/flchain", 0.07, 0.32],
] as const)
  test(`${name}: a true holdout is not told apart, copies and bootstraps fall below .5 as published`, {
    skip: sharedDataMissing,
  }, () => {
    const { training, holdout } = halves(sharedTable(name));
    const fresh = classifierTwoSample(training, holdout);
    assert.ok(Math.abs(fresh.auc.value - 0.498) < 0.015, `${fresh.auc.value}`);
    assert.equal(fresh.copyingAlarm, false);
    const stream = keystream(new Uint8Array(32), "bootstrap");
    const drawn = Int32Array.from({ length: training.rows }, () => stream.nextBelow(training.rows));
    for (const [synthetic, published] of [
      [training, copy],
      [pickRecords(training, drawn), bootstrap],
    ] as const) {
      const found = classifierTwoSample(training, synthetic);
      assert.ok(Math.abs(found.auc.value - published) < 0.02, `${found.auc.value} is not ${published}`);
      assert.equal(found.copyingAlarm, true);
    }
  });
