import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import type { Nearest } from "../neighbours/nearest.ts";
import { densityRatioAttack } from "./densityRatioAttack.ts";
import { kernelLogDensities } from "./kernelLogDensities.ts";
import { membershipAttack } from "./membershipAttack.ts";
import { membershipFigures } from "./membershipFigures.ts";
import { type Generate, shadowAttack } from "./shadowAttack.ts";
import { shadowScores } from "./shadowScores.ts";
import { bootstrap, halfCopy, perturbed } from "./test-support/leakyFiles.ts";
import { population } from "./test-support/population.ts";
import { thinnedRoc } from "./thinnedRoc.ts";

// All seeds are fixed: a control that holds once holds always.
const training = population(1500, "training");
const holdout = population(1500, "holdout");
const second = population(1500, "second");
const leaky: readonly [string, MixedTable, number][] = [
  ["an exact copy", training, 0.95],
  ["a bootstrap", bootstrap(training), 0.75],
  ["a half copy", halfCopy(training, second), 0.7],
  ["30 % of cells perturbed", perturbed(training, 30), 0.55],
];

for (const [name, synthetic, least] of leaky)
  test(`${name} of the training half is found by nearest neighbours and by density ratios`, () => {
    for (const attack of [membershipAttack, densityRatioAttack]) {
      const { auc, tprAt1PercentFpr } = attack({ synthetic, training, holdout });
      assert.ok(auc.low > least, `${attack.name}: ${auc.low}`);
      assert.ok(tprAt1PercentFpr.low > 0.01, `${attack.name}: ${tprAt1PercentFpr.low}`);
    }
  });

for (const [name, synthetic] of [
  ["a true second sample", second],
  ["shuffled columns", perturbed(training, 100)],
  ["one record", pickRecords(second, Int32Array.of(0))],
] as const)
  test(`${name} gives nobody away`, () => {
    for (const attack of [membershipAttack, densityRatioAttack]) {
      const { auc, tprAt1PercentFpr } = attack({ synthetic, training, holdout });
      assert.ok(auc.low < 0.5 && auc.high < 0.53, `${attack.name}: ${JSON.stringify(auc)}`);
      assert.ok(tprAt1PercentFpr.low <= 0.01, `${attack.name}: ${tprAt1PercentFpr.low}`);
    }
  });

test("files of different sizes are no evidence: a second sample stays at .5 whichever file is the small one", () => {
  const cut = (table: MixedTable) =>
    pickRecords(
      table,
      Int32Array.from({ length: 300 }, (_, i) => i),
    );
  for (const files of [
    { synthetic: cut(second), training, holdout },
    { synthetic: second, training: cut(training), holdout },
    { synthetic: second, training, holdout: cut(holdout) },
  ])
    for (const attack of [membershipAttack, densityRatioAttack]) {
      const { auc } = attack(files);
      assert.ok(auc.low < 0.5 && auc.high > 0.5, `${attack.name}: ${JSON.stringify(auc)}`);
    }
});

test("density ratio: where the synthetic file is the reference, every score is 0 and the AUC one half exactly", () => {
  const reference = pickRecords(
    holdout,
    Int32Array.from({ length: 750 }, (_, i) => 2 * i + 1),
  );
  const { auc, tprAt1PercentFpr } = densityRatioAttack({ synthetic: reference, training, holdout });
  assert.deepEqual(auc, { value: 0.5, low: 0.5, high: 0.5 });
  assert.equal(tprAt1PercentFpr.value, 0);
});

test("kernel densities are those of the sum over records, in logs, and finite far away", () => {
  const nearest: Nearest = {
    k: 2,
    distances: Float64Array.of(0, 1, 1000, 1001),
    places: Int32Array.of(0, 1, 0, 1),
  };
  const [close, far] = kernelLogDensities(nearest, 10, Float64Array.of(1, 1));
  assert.ok(Math.abs(close! - Math.log((1 + Math.exp(-0.5)) / 10)) < 1e-14);
  assert.ok(Math.abs(far! - (-500_000 - Math.log(10))) < 1e-9);
  assert.throws(() => kernelLogDensities(nearest, 10, Float64Array.of(1, 0)), RangeError);
});

test("figures by hand: AUC, share found at 1 % false positives, ROC with ties moving both ways at once", () => {
  const { auc, tprAt1PercentFpr, roc } = membershipFigures(
    "nearest neighbour",
    Float64Array.of(1, 2, 3, 3),
    Float64Array.of(0, 1, 2, 2),
  );
  // Pairs won: 3 and 3 beat all four, 2 beats two and ties with two, 1 beats one and ties with one.
  assert.equal(auc.value, (4 + 4 + 3 + 1.5) / 16);
  assert.equal(tprAt1PercentFpr.value, 0.5);
  assert.deepEqual(roc, { x: [0, 0, 0.5, 0.75, 1], y: [0, 0.5, 0.75, 1, 1] });
  const many = thinnedRoc(
    Float64Array.from({ length: 3000 }, (_, i) => i),
    Float64Array.from({ length: 3000 }, (_, i) => i - 0.5),
  );
  assert.ok(many.x.length <= 102 && many.x.length >= 100);
  assert.deepEqual([many.x.at(-1), many.y.at(-1)], [1, 1]);
  many.x.forEach((x, i) => {
    assert.ok(Math.abs(x - many.y[i]!) <= 1.001 / 3000 && (i === 0 || x >= many.x[i - 1]!));
  });
});

test("too few records are refused", () => {
  const few = (rows: number) =>
    pickRecords(
      holdout,
      Int32Array.from({ length: rows }, (_, i) => i),
    );
  for (const files of [
    { synthetic: few(0), training, holdout },
    { synthetic: second, training: few(1), holdout },
    { synthetic: second, training, holdout: few(2) },
  ]) {
    assert.throws(() => membershipAttack(files), RangeError);
    assert.throws(() => densityRatioAttack(files), RangeError);
    assert.throws(() => shadowAttack(files, (records) => records), RangeError);
  }
  for (const options of [{ shadows: 3 }, { shadows: 2 }, { targets: 1 }])
    assert.throws(
      () => shadowAttack({ synthetic: second, training, holdout }, (r) => r, options),
      RangeError,
    );
});

const copying: Generate = (records, rows, run) => bootstrap(records, `run ${run}`, rows);
const honest: Generate = (records, rows, run) =>
  perturbed(bootstrap(records, `run ${run}`, rows), 100, `mix ${run}`);

test("shadow models find the outliers of a generator that copies, and none of one that knows columns only", () => {
  const attacked = (generate: Generate) =>
    shadowAttack({ synthetic: generate(training, 1500, 99), training, holdout }, generate);
  const found = attacked(copying);
  assert.ok(found.auc.low > 0.7, `${found.auc.low}`);
  assert.ok(found.tprAt1PercentFpr.low > 0.2, `${found.tprAt1PercentFpr.low}`);
  const none = attacked(honest);
  assert.ok(none.auc.low < 0.5 && none.auc.high > 0.5, JSON.stringify(none.auc));
  assert.deepEqual(attacked(copying), found);
});

test("shadows: asked for in turn, full-size files, half of the targets in each, none from the training half but targets", () => {
  const runs: number[] = [];
  const rowsOf = (table: MixedTable) =>
    Array.from({ length: table.rows }, (_, row) =>
      table.columns.map((c) => (c.kind === "number" ? c.values[row] : c.codes[row])).join(),
    );
  const trained = new Set(rowsOf(training));
  shadowAttack(
    { synthetic: second, training, holdout },
    (records, rows, run) => {
      runs.push(run);
      assert.equal(rows, 1500);
      const members = rowsOf(records).filter((row) => trained.has(row)).length;
      assert.ok(members > 5 && members < 15, `${members} of 20 targets`);
      // Four fifths of the 1,480 holdout records that are no targets, and half of 40 targets.
      assert.ok(records.rows > 1184 + 8 && records.rows < 1184 + 32);
      return second;
    },
    { targets: 20, shadows: 6 },
  );
  assert.deepEqual(runs, [0, 1, 2, 3, 4, 5]);
});

test("shadow scores: the likelihood ratio of two Gaussians by hand, finite where shadows do not differ", () => {
  const kinds = [Int32Array.of(0, 1, 0, 1)];
  const seen = [4, 1, 6, 3].map((value) => Float64Array.of(value));
  // Means 5 and 2, squares 1 + 1 + 1 + 1 over 2 degrees of freedom: variance 2.
  assert.deepEqual([...shadowScores(Float64Array.of(2), seen, kinds)], [(9 - 0) / 4]);
  assert.deepEqual([...shadowScores(Float64Array.of(3.5), seen, kinds)], [0]);
  const flat = shadowScores(
    Float64Array.of(1),
    seen.map(() => Float64Array.of(7)),
    kinds,
  );
  assert.deepEqual([...flat], [0]);
  assert.throws(() => shadowScores(Float64Array.of(1), seen, [Int32Array.of(1, 1, 1, 1)]), RangeError);
});
