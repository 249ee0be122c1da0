import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { countMatches } from "./countMatches.ts";
import { inferenceRisk } from "./inferenceRisk.ts";
import { linkabilityRisk } from "./linkabilityRisk.ts";
import { multivariatePredicates } from "./multivariatePredicates.ts";
import { numericCells } from "./numericCells.ts";
import { publicStream } from "./publicStream.ts";
import { residualRisk } from "./residualRisk.ts";
import { singlingOutRisk } from "./singlingOutRisk.ts";
import { bootstrap, halfCopy, perturbed } from "./test-support/leakyFiles.ts";
import { population } from "./test-support/population.ts";
import { univariatePredicates } from "./univariatePredicates.ts";
import { wilsonRate } from "./wilsonRate.ts";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} +- ${tolerance}`);

test("Wilson rates: Anonymeter's golden values", () => {
  const some = wilsonRate(23, 100);
  near(some.value, 0.23998824451588613);
  near(some.high - some.value, 0.08155558571285167);
  near(some.value - some.low, 0.08155558571285167);
  near(wilsonRate(100, 100).value, 0.9815032508965071);
  near(wilsonRate(850, 1000).value, 0.849, 5e-4);
  near(wilsonRate(850, 1000).high - wilsonRate(850, 1000).value, 0.022, 5e-4);
  assert.ok(wilsonRate(0, 10).low >= 0 && wilsonRate(10, 10).high <= 1);
  assert.ok(wilsonRate(5, 10, 0.5).high < wilsonRate(5, 10).high);
  for (const wrong of [
    () => wilsonRate(1, 0),
    () => wilsonRate(2, 1),
    () => wilsonRate(0.5, 1),
    () => wilsonRate(1, 2, 1),
  ])
    assert.throws(wrong, RangeError);
});

test("residual risk: the golden value with its error, nothing below 0, and no control of 1", () => {
  const risk = residualRisk({ value: 0.9, low: 0.88, high: 0.92 }, { value: 0.85, low: 0.83, high: 0.87 });
  near(risk.value, 1 / 3);
  // d/da = 1 / .15 and d/dc = .1 / .15^2, half widths of .02: by hand sqrt(.1333^2 + .0889^2).
  near(risk.high - risk.value, 0.16024, 1e-4);
  near(risk.value - risk.low, risk.high - risk.value);
  const none = residualRisk({ value: 0.1, low: 0.05, high: 0.15 }, { value: 0.4, low: 0.35, high: 0.45 });
  assert.deepEqual(none, { value: 0, low: 0, high: 0 });
  assert.throws(() => residualRisk(none, { value: 1, low: 1, high: 1 }), RangeError);
});

const number = (name: string, ...cells: number[]): MixedColumn => ({
  name,
  kind: "number",
  decimals: 0,
  values: Float64Array.from(cells),
});
const category = (name: string, ...codes: number[]): MixedColumn => ({
  name,
  kind: "category",
  levels: ["x", "y", "z"],
  codes: Int32Array.from(codes),
});
const table = (...columns: MixedColumn[]): MixedTable => {
  const [first] = columns;
  return { rows: first?.kind === "number" ? first.values.length : (first?.codes.length ?? 0), columns };
};

test("a missing cell meets no comparison, and only it meets 'is missing'", () => {
  const cells = numericCells(table(number("n", 1, Number.NaN, 3), category("c", 0, -1, -1)));
  const count = (column: number, low: number, high: number) =>
    countMatches(cells, [{ column, low, high }], 9);
  assert.equal(count(0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), 2);
  assert.equal(count(0, Number.NaN, Number.NaN), 1);
  assert.equal(count(0, 3, 3), 1);
  assert.equal(count(1, 0, 0), 1);
  assert.equal(count(1, Number.NaN, Number.NaN), 2);
  assert.equal(countMatches(cells, [], 2), 2);
});

test("statements hold for exactly one synthetic record, are different, and turn away from the median", () => {
  const made = population(400, "statements");
  const cells = numericCells(made);
  const kinds = made.columns.map((column) => column.kind === "category");
  const multi = multivariatePredicates(cells, kinds, 3, 200, publicStream("test"));
  const uni = univariatePredicates(cells, kinds, 200, publicStream("test"));
  assert.equal(multi.length, 200);
  assert.ok(uni.length > 100);
  for (const predicates of [multi, uni]) {
    assert.equal(
      new Set(predicates.map((each) => JSON.stringify(each.map((c) => [c.column, `${c.low}`, `${c.high}`]))))
        .size,
      predicates.length,
    );
    for (const predicate of predicates) assert.equal(countMatches(cells, predicate, 2), 1);
  }
  for (const predicate of multi) {
    assert.equal(new Set(predicate.map(({ column }) => column)).size, 3);
    for (const { column, low, high } of predicate)
      if (!kinds[column] && !Number.isNaN(low))
        assert.ok(low === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY);
  }
});

test("univariate statements by hand: single values, the only missing cell, the two ends", () => {
  const cells = numericCells(table(number("n", 1, 2, 2, 5, Number.NaN), category("c", 0, 0, 1, 1, 2)));
  const found = univariatePredicates(cells, [false, true], 99, publicStream("test"));
  const written = found
    .flatMap((each) => each.map(({ column, low, high }) => `${column} ${low} ${high}`))
    .sort();
  assert.deepEqual(written, ["0 -Infinity 1", "0 1 1", "0 5 5", "0 5 Infinity", "0 NaN NaN", "1 2 2"]);
});

const training = population(1500, "training");
const holdout = population(1500, "holdout");
const second = population(1500, "second");
const attacks = {
  "multivariate singling out": (synthetic: MixedTable) =>
    singlingOutRisk({ synthetic, training, holdout }, "multivariate"),
  "univariate singling out": (synthetic: MixedTable) =>
    singlingOutRisk({ synthetic, training, holdout }, "univariate"),
  linkability: (synthetic: MixedTable) => linkabilityRisk({ synthetic, training, holdout }),
  "inference of a lab value": (synthetic: MixedTable) => inferenceRisk({ synthetic, training, holdout }, 4),
};

for (const [name, attack] of Object.entries(attacks))
  test(`${name}: found in a copy, a bootstrap and a half copy, beyond guessing; not in a second sample or shuffled columns`, () => {
    for (const synthetic of [training, bootstrap(training), halfCopy(training, second)]) {
      const { figures, naiveRate } = attack(synthetic)!;
      assert.ok(figures.risk.low > 0.1, `${figures.risk.low}`);
      assert.ok(figures.attackRate.low > naiveRate.high, `${figures.attackRate.low} ${naiveRate.high}`);
    }
    for (const synthetic of [second, perturbed(training, 100)]) {
      const { figures } = attack(synthetic)!;
      // Univariate: a single value of a shuffled column is still somebody's.
      if (name === "univariate singling out" && synthetic !== second) continue;
      assert.ok(figures.risk.low < 0.02, `${JSON.stringify(figures)}`);
    }
    assert.deepEqual(attack(second), attack(second));
  });

test("a copy is worth what it is: everybody linked, every secret known, all but ties singled out", () => {
  assert.equal(attacks.linkability(training)!.figures.attackRate.value > 0.9, true);
  assert.equal(attacks["inference of a lab value"](training)!.figures.attackRate.value > 0.99, true);
  assert.equal(attacks["multivariate singling out"](training)!.figures.attackRate.value > 0.99, true);
});

/** Twenty records whose known column picks out the synthetic record 0 to 19; secrets as given. */
const guessing = (kind: "number" | "category", truth: number, guess: number) => {
  const key = number("key", ...Array.from({ length: 20 }, (_, i) => i));
  const secret = (cell: number) =>
    kind === "number" ? number("s", ...Array(20).fill(cell)) : category("s", ...Array(20).fill(cell));
  const real = table(key, secret(truth));
  const risk = inferenceRisk({ synthetic: table(key, secret(guess)), training: real, holdout: real }, 1);
  return risk === null ? null : risk.figures.attackRate.value > 0.5;
};

test("a number is guessed by its distance from the truth: a negative guess is not always right, a sign matters", () => {
  assert.equal(guessing("number", 100, -100), false);
  assert.equal(guessing("number", 100, -1), false);
  assert.equal(guessing("number", -100, -103), true);
  assert.equal(guessing("number", -100, 103), false);
  assert.equal(guessing("number", 100, 104), true);
  assert.equal(guessing("number", 100, 106), false);
  assert.equal(guessing("number", 0, 0.01), false);
  assert.equal(guessing("number", 0, 0), true);
});

test("a missing guess is wrong, a missing secret is no target", () => {
  assert.equal(guessing("number", 100, Number.NaN), false);
  assert.equal(guessing("category", 1, -1), false);
  assert.equal(guessing("category", 1, 2), false);
  assert.equal(guessing("category", 1, 1), true);
  assert.equal(guessing("number", Number.NaN, 1), null);
  assert.equal(guessing("category", -1, -1), null);
});

test("missing known cells neither hide a record nor make it everybody's neighbour", () => {
  const key = number("key", 0, 0, 10, 10);
  const gap = number("gap", Number.NaN, 5, Number.NaN, 5);
  const real = table(key, gap, category("s", 0, 1, 2, 0));
  const { figures } = inferenceRisk({ synthetic: real, training: real, holdout: real }, 2)!;
  // All four are right only where two missing cells count as equal.
  assert.equal(figures.attackRate.value, wilsonRate(4, 4).value);
});

test("linkability takes the column sets it is given, and looks at k neighbours", () => {
  const files = { synthetic: bootstrap(training), training, holdout };
  const narrow = linkabilityRisk(files, { columnSets: [[1], [2]] })!;
  const wide = linkabilityRisk(files, {
    columnSets: [
      [0, 2, 4],
      [5, 6, 7],
    ],
  })!;
  assert.ok(wide.figures.attackRate.value > narrow.figures.attackRate.value + 0.3);
  const more = linkabilityRisk(files, {
    columnSets: [
      [0, 1],
      [2, 4],
    ],
    k: 20,
  })!;
  const less = linkabilityRisk(files, {
    columnSets: [
      [0, 1],
      [2, 4],
    ],
    k: 1,
  })!;
  assert.ok(more.figures.attackRate.value > less.figures.attackRate.value);
  assert.throws(() => linkabilityRisk(files, { columnSets: [[], [1]] }), RangeError);
  assert.throws(() => linkabilityRisk(files, { columnSets: [[0], [8]] }), RangeError);
});

test("files that give an attack no material get none", () => {
  const flat = table(category("c", ...Array(30).fill(1)));
  const files = { synthetic: flat, training: flat, holdout: flat };
  assert.equal(singlingOutRisk(files, "multivariate"), null);
  assert.equal(singlingOutRisk(files, "univariate"), null);
  assert.equal(linkabilityRisk(files), null);
  assert.equal(inferenceRisk(files, 0), null);
  assert.throws(() => inferenceRisk(files, 1), RangeError);
  const none = pickRecords(flat, new Int32Array(0));
  assert.equal(singlingOutRisk({ ...files, synthetic: none }, "multivariate"), null);
});

test("singling out compares files of one size: a small holdout does not look like a leak", () => {
  const small = pickRecords(
    holdout,
    Int32Array.from({ length: 300 }, (_, i) => i),
  );
  for (const attack of ["multivariate", "univariate"] as const) {
    const { figures } = singlingOutRisk({ synthetic: second, training, holdout: small }, attack)!;
    assert.ok(figures.risk.low < 0.02, JSON.stringify(figures));
  }
});
