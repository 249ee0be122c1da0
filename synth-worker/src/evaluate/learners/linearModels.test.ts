import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import { sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { brierScore } from "../utility/brierScore.ts";
import { covariate } from "../utility/test-support/covariate.ts";
import { fitLogit } from "./fitLogit.ts";
import { linePredictors } from "./linePredictors.ts";
import { ridgeRegression } from "./ridgeRegression.ts";
import type { SparseLines } from "./sparseLines.ts";

const near = (actual: number | null | undefined, expected: number, tolerance: number) =>
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  );

/** Columns as they are, after an intercept. */
function linesOf(columns: readonly Float64Array[]): SparseLines {
  const rows = columns[0]!.length;
  const indices = Array.from({ length: columns.length + 1 }, (_, place) => new Int32Array(rows).fill(place));
  return { rows, size: columns.length + 1, indices, values: [null, ...columns] };
}

const part = (values: Float64Array, rows: readonly number[]) =>
  Float64Array.from(rows, (row) => values[row]!);

test("biopsy: R's deviance and intercept", { skip: sharedDataMissing }, () => {
  const biopsy = sharedTable("breast_fna/biopsy");
  const columns = biopsy.columns.flatMap((column) => (column.kind === "number" ? [column.values] : []));
  assert.equal(columns.length, 9);
  const complete = Array.from({ length: biopsy.rows }, (_, row) => row).filter((row) =>
    columns.every((values) => !Number.isNaN(values[row]!)),
  );
  assert.equal(complete.length, 683);
  const malignant = part(covariate(biopsy, "class", "malignant"), complete);
  const { weights, logLikelihood } = fitLogit(
    linesOf(columns.map((values) => part(values, complete))),
    Uint8Array.from(malignant),
    { ridge: 0, maxSteps: 50 },
  );
  near(-2 * logLikelihood, 102.88819, 1e-5);
  near(weights[0], -10.103942, 1e-4);
});

/**
 * MASS parts the 532 women of this table with no missing cell (insulin not looked at) into Pima.tr and Pima.te at random. One bit per woman in
 * the table's order, 1 for Pima.tr, found by matching all eight columns with MASS 7.3-58.2.
 */
const IN_PIMA_TR =
  "1226a0022682822683c530c99182f1cfa667880880335084931498dc0183414e282a4434150d587829f10820e82e980c36b83f0561a18259b3f0a61e7c407a4802144";

test("Pima: R's coefficients on Pima.tr, area and Brier score on Pima.te", {
  skip: sharedDataMissing,
}, () => {
  const pima = sharedTable("diabetes/pima");
  const columns = ["pregnant", "glucose", "pressure", "triceps", "mass", "pedigree", "age"].map((name) =>
    covariate(pima, name),
  );
  const complete = Array.from({ length: pima.rows }, (_, row) => row).filter((row) =>
    columns.every((values) => !Number.isNaN(values[row]!)),
  );
  const bits = [...IN_PIMA_TR]
    .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"))
    .join("");
  const drawn = bits.slice(-complete.length);
  const parts = ["1", "0"].map((bit) => complete.filter((_, i) => drawn[i] === bit));
  assert.deepEqual(
    parts.map((rows) => rows.length),
    [200, 332],
  );
  const [train, test] = parts.map((rows) => ({
    lines: linesOf(columns.map((values) => part(values, rows))),
    positive: Uint8Array.from(part(covariate(pima, "diabetes", "pos"), rows)),
  }));
  const { weights } = fitLogit(train!.lines, train!.positive, { ridge: 0, maxSteps: 50 });
  near(weights[0], -9.7730615, 1e-4);
  near(weights[1], 0.10318343, 1e-6);
  near(weights[2], 0.032116823, 1e-6);
  const logOdds = linePredictors(test!.lines, weights);
  const area = areaUnderRoc(
    logOdds.filter((_, i) => test!.positive[i] === 1),
    logOdds.filter((_, i) => test!.positive[i] === 0),
  );
  near(area.value, 0.86588226, 1e-8);
  near(
    brierScore(
      logOdds.map((score) => 1 / (1 + Math.exp(-score))),
      test!.positive,
    ),
    0.13931059,
    1e-6,
  );
});

test("diabetes progression: scikit-learn's ridge regression", { skip: sharedDataMissing }, () => {
  const table = sharedTable("diabetes/diabetes_progression");
  const standardised = (values: Float64Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return values.map((value) => (value - mean) / Math.sqrt(squares / values.length));
  };
  const targets = covariate(table, "progression");
  const numbers = table.columns.flatMap((column) =>
    column.kind === "number" && column.name !== "progression" ? [standardised(column.values)] : [],
  );
  const lines = linesOf([...numbers, covariate(table, "sex", "1"), covariate(table, "sex", "2")]);
  const fitted = linePredictors(lines, ridgeRegression(lines, targets, 1));
  const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  const left = targets.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0);
  const spread = targets.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  near(1 - left / spread, 0.5175814565652712, 1e-9);
});

test("least squares leaves residuals that no column explains, missing indicators and all", () => {
  const cell = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constant(null));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, fc.nat(2), fc.nat(20)), { minLength: 12, maxLength: 40 }),
      (records) => {
        const rows = records.length;
        const lines: SparseLines = {
          rows,
          size: 6,
          indices: [
            new Int32Array(rows),
            Int32Array.from(records, ([value]) => (value === null ? 2 : 1)),
            Int32Array.from(records, ([, level]) => 3 + level),
          ],
          values: [null, Float64Array.from(records, ([value]) => value ?? 1), null],
        };
        const targets = Float64Array.from(records, ([, , target]) => target);
        const ridge = 0.5;
        const weights = ridgeRegression(lines, targets, ridge);
        const residuals = linePredictors(lines, weights).map((fitted, row) => targets[row]! - fitted);
        for (let place = 0; place < 6; place++) {
          const product = lines.indices.reduce(
            (sum, places, c) =>
              sum +
              residuals.reduce(
                (own, residual, row) =>
                  places[row] === place ? own + residual * (lines.values[c]?.[row] ?? 1) : own,
                0,
              ),
            0,
          );
          near(product, place === 0 ? 0 : ridge * weights[place]!, 1e-6);
        }
      },
    ),
  );
});

test("no records, other labels", () => {
  const lines = linesOf([Float64Array.of(1, 2, 3)]);
  const none = linesOf([new Float64Array(0)]);
  assert.throws(() => fitLogit(lines, new Uint8Array(2), { ridge: 1, maxSteps: 5 }), RangeError);
  assert.throws(() => fitLogit(none, new Uint8Array(0), { ridge: 1, maxSteps: 5 }), RangeError);
  assert.throws(() => ridgeRegression(lines, new Float64Array(2), 1), RangeError);
  assert.throws(() => ridgeRegression(none, new Float64Array(0), 1), RangeError);
});
