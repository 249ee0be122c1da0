import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedTable } from "../../math/mixedTable.ts";
import { linePredictors } from "../learners/linePredictors.ts";
import { standardiser } from "./standardiser.ts";

const table = (ages: number[], same: number[], codes: number[]): MixedTable => ({
  rows: ages.length,
  columns: [
    { name: "age", kind: "number", decimals: 0, values: Float64Array.from(ages) },
    { name: "same", kind: "number", decimals: 0, values: Float64Array.from(same) },
    { name: "sex", kind: "category", levels: ["f", "m"], codes: Int32Array.from(codes) },
  ],
});
const train = table([10, 30, Number.NaN, 20], [5, 5, 5, 5], [0, 1, -1, 0]);

test("numbers in the training file's units, missing cells as indicators of their own", () => {
  const lines = standardiser(train)(table([20, Number.NaN], [5, 9], [1, -1]));
  assert.deepEqual([lines.rows, lines.size], [2, 8]);
  // The weight of each place is its number, so that the sums say which places are used: 1 and 2 age, 3 and 4 same, 5 to 7 sex.
  const weights = Float64Array.of(0, 10, 200, 3000, 40000, 5, 6, 7);
  // Age 20 is the mean; a column that was constant says nothing, whatever comes.
  assert.deepEqual([...linePredictors(lines, weights)], [6, 207]);
  const deviation = Math.sqrt(200 / 3);
  const [first] = linePredictors(standardiser(train)(table([28], [Number.NaN], [0])), weights);
  assert.ok(Math.abs(first! - (10 * (8 / deviation) + 40000 + 5)) < 1e-9);
});

test("other columns are refused", () => {
  const linesOf = standardiser(train);
  assert.throws(() => linesOf({ rows: 4, columns: train.columns.slice(1) }), RangeError);
  assert.throws(() => linesOf({ rows: 4, columns: train.columns.toReversed() }), RangeError);
});
