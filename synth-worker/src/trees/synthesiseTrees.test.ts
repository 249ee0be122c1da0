import assert from "node:assert/strict";
import { test } from "node:test";
import type { SynthConstraint } from "@symbolon/protocol";
import { membershipAttack } from "../evaluate/attacks/membershipAttack.ts";
import { decileAccuracy } from "../evaluate/fidelity/decileAccuracy.ts";
import { survivalUtility } from "../evaluate/utility/survivalUtility.ts";
import type { MixedTable } from "../math/mixedTable.ts";
import { calibrateLeaf } from "./calibrateLeaf.ts";
import { compileConditions } from "./rules/compileConditions.ts";
import { compileRules } from "./rules/compileRules.ts";
import { synthesiseTrees } from "./synthesiseTrees.ts";
import { codesOf, numbersOf, randomTable, seedOf } from "./test-support/randomTable.ts";

const training = randomTable(1500, 1);
const survival = [{ time: "time", event: "death", level: "yes" }];
const plain = synthesiseTrees(training, { leaf: 50, survival });
const file = plain.sample(1500, seedOf(7));

const share = (cells: ArrayLike<number>, test: (cell: number, row: number) => boolean) =>
  Array.from(cells).filter(test).length / cells.length;

test("the same model and seed give the same rows, another seed others; the model says that it is not private", () => {
  assert.deepEqual(plain.sample(1500, seedOf(7)), file);
  assert.deepEqual(synthesiseTrees(training, { leaf: 50, survival }).sample(1500, seedOf(7)), file);
  assert.notDeepEqual(plain.sample(1500, seedOf(8)), file);
  assert.equal(plain.model.differentiallyPrivate, false);
});

test("pairs of columns agree better with the training records than other real records do; shuffled columns do not", () => {
  const { bivariate, ceiling } = decileAccuracy(
    { synthetic: file, training, holdout: randomTable(1500, 2) },
    { order: 2 },
  );
  assert.ok(bivariate! > ceiling!.bivariate!, `${bivariate} against ${ceiling!.bivariate}`);
  const turned: MixedTable = {
    ...file,
    columns: file.columns.map((column, c) =>
      column.kind === "number"
        ? { ...column, values: column.values.map((_, row) => column.values[(row + 97 * c) % 1500]!) }
        : { ...column, codes: column.codes.map((_, row) => column.codes[(row + 97 * c) % 1500]!) },
    ),
  };
  assert.ok(decileAccuracy({ synthetic: turned, training }, { order: 2 }).bivariate! < ceiling!.bivariate!);
});

test("missing cells follow age as they do in the records, and a spike at 0 stays", () => {
  const [real, made] = [numbersOf(training, "lab"), numbersOf(file, "lab")];
  for (const isOld of [false, true]) {
    const among = (table: MixedTable, labs: Float64Array) => {
      const ages = numbersOf(table, "age");
      const chosen = labs.filter((_, row) => ages[row]! > 60 === isOld);
      return share(chosen, (cell) => Number.isNaN(cell));
    };
    assert.ok(Math.abs(among(training, real) - among(file, made)) < 0.05);
  }
  assert.ok(Math.abs(share(real, (cell) => cell === 0) - share(made, (cell) => cell === 0)) < 0.02);
  assert.ok(numbersOf(file, "age").every(Number.isInteger));
  assert.ok(made.every((cell) => Number.isNaN(cell) || Math.abs(cell * 100 - Math.round(cell * 100)) < 1e-9));
});

test("survival and censoring are kept: curves, and the hazard ratios of the covariates", () => {
  const found = survivalUtility(
    { synthetic: file, training, holdout: training },
    { time: "time", event: "death", positive: "yes" },
    ["lab", "first", "last"],
  )!;
  assert.ok(found.kaplanMeierDistance < 0.01, `${found.kaplanMeierDistance}`);
  assert.ok(found.meanIntervalOverlap! > 0.7, `${found.meanIntervalOverlap}`);
});

test("no number is used more often than the cap says: unsmoothed distinct cells come at most 3 times", () => {
  const rows = 200;
  const values = Float64Array.from({ length: rows }, (_, i) => i * 1000);
  const distinct: MixedTable = {
    rows,
    columns: [
      { name: "x", kind: "number", values, decimals: 0 },
      {
        name: "id",
        kind: "category",
        levels: Array.from(values, String),
        codes: Int32Array.from(values.keys()),
      },
    ],
  };
  const counts = new Int32Array(rows);
  for (const code of codesOf(synthesiseTrees(distinct, { leaf: 20 }).sample(rows, seedOf(1)), "id"))
    counts[code]!++;
  assert.ok(Math.max(...counts) <= 3);
});

const constraints: readonly SynthConstraint[] = [
  { kind: "inequality", low: "first", high: "last", strict: false },
  { kind: "implies", if: { column: "age", below: 40 }, must: { column: "stage", levels: ["I", "II"] } },
  { kind: "zeros", columns: ["sex", "stage"], combinations: [["m", "III"]] },
  {
    kind: "functional",
    from: ["stage"],
    to: "sex2",
    table: [
      { from: ["I"], to: "f" },
      { from: ["II"], to: "m" },
      { from: ["III"], to: null },
    ],
  },
];
const extended: MixedTable = {
  rows: training.rows,
  columns: [
    ...training.columns,
    {
      name: "sex2",
      kind: "category",
      levels: ["f", "m"],
      codes: codesOf(training, "stage").map((code) => [0, 1, -1][code]!),
    },
  ],
};

test("constraints of every kind: no row breaks one, derived cells follow the table, bad records are left out", () => {
  const engine = synthesiseTrees(extended, { leaf: 50, survival, constraints });
  const { rules } = compileRules(extended.columns, constraints);
  const broken = (table: MixedTable) =>
    Array.from({ length: table.rows }, (_, row) => row).filter(
      (row) => !rules.every((rule) => rule.obeys(table.columns, row)),
    ).length;
  assert.equal(engine.recordsLeftOut, broken(extended));
  assert.ok(engine.recordsLeftOut > 100);
  for (const seed of [1, 2, 3]) {
    const made = engine.sample(1000, seedOf(seed));
    assert.equal(made.rows, 1000);
    assert.equal(broken(made), 0);
    const stage = codesOf(made, "stage");
    assert.ok(codesOf(made, "sex2").every((code, row) => code === [0, 1, -1][stage[row]!]));
  }
  // Without the constraints they are broken: the test can fail.
  assert.ok(broken(synthesiseTrees(extended, { leaf: 50, survival }).sample(1000, seedOf(1))) > 50);
});

test("conditions: every row meets them, other columns shift as in the records that meet them, few records are refused", () => {
  const where = [
    { column: "stage", levels: ["III"] },
    { column: "age", from: 55 },
  ];
  const made = plain.sample(800, seedOf(3), where);
  const meets = (table: MixedTable) =>
    Array.from({ length: table.rows }, (_, row) =>
      compileConditions(table.columns, where).every((rule) => rule.obeys(table.columns, row)),
    );
  assert.equal(made.rows, 800);
  assert.ok(meets(made).every(Boolean));
  const inside = meets(training);
  const among = codesOf(training, "death").filter((_, row) => inside[row]!);
  const rate = share(codesOf(made, "death"), (code) => code === 1);
  assert.ok(Math.abs(rate - share(among, (code) => code === 1)) < 0.08, `${rate}`);
  assert.ok(Math.abs(rate - share(codesOf(training, "death"), (code) => code === 1)) > 0.08);
  assert.deepEqual(plain.sample(800, seedOf(3), where), made);
  assert.throws(() => plain.sample(10, seedOf(3), [{ column: "age", from: 79 }]), RangeError);
  assert.throws(() => plain.sample(10, seedOf(3), [{ column: "none", level: "x" }]), RangeError);
  const missing = plain.sample(300, seedOf(4), [{ column: "lab", missing: true }]);
  assert.ok(numbersOf(missing, "lab").every(Number.isNaN));
});

test("conditions on a survival time, and on a derived column together with constraints", () => {
  const late = plain.sample(400, seedOf(5), [{ column: "time", from: 900 }]);
  assert.ok(numbersOf(late, "time").every((time) => time >= 900));
  const dead = (table: MixedTable) => share(codesOf(table, "death"), (code) => code === 1);
  const among = codesOf(training, "death").filter((_, row) => numbersOf(training, "time")[row]! >= 900);
  assert.ok(Math.abs(dead(late) - share(among, (code) => code === 1)) < 0.02);
  const engine = synthesiseTrees(extended, { leaf: 50, survival, constraints });
  const made = engine.sample(400, seedOf(6), [{ column: "sex2", level: "m" }]);
  assert.ok(codesOf(made, "stage").every((code) => code === 1));
  const { rules } = compileRules(extended.columns, constraints);
  for (let row = 0; row < made.rows; row++) assert.ok(rules.every((rule) => rule.obeys(made.columns, row)));
});

test("odd tables: constant and empty columns, a rare number, one row, no rows", () => {
  const rows = 120;
  const odd: MixedTable = {
    rows,
    columns: [
      { name: "one", kind: "number", values: new Float64Array(rows).fill(4), decimals: 0 },
      { name: "none", kind: "number", values: new Float64Array(rows).fill(Number.NaN), decimals: 0 },
      {
        name: "rare",
        kind: "number",
        values: Float64Array.from({ length: rows }, (_, i) => (i < 5 ? i : Number.NaN)),
        decimals: 0,
      },
      { name: "level", kind: "category", levels: ["a"], codes: new Int32Array(rows) },
      { name: "absent", kind: "category", levels: [], codes: new Int32Array(rows).fill(-1) },
    ],
  };
  const { sample } = synthesiseTrees(odd, { leaf: 20 });
  const made = sample(50, seedOf(1));
  assert.ok(numbersOf(made, "one").every((value) => value === 4));
  assert.ok(numbersOf(made, "none").every(Number.isNaN));
  // Five records are fewer than a leaf: nothing of them may come out.
  assert.ok(numbersOf(made, "rare").every(Number.isNaN));
  assert.ok(codesOf(made, "absent").every((code) => code === -1));
  assert.equal(sample(1, seedOf(1)).rows, 1);
  assert.equal(sample(0, seedOf(1)).rows, 0);
  assert.equal(sample(1000, seedOf(1)).rows, 1000);
});

test("what cannot be: too few records, no such column, rules that nobody can keep", () => {
  assert.throws(() => synthesiseTrees(randomTable(99, 1), { leaf: 50 }), RangeError);
  assert.throws(() => synthesiseTrees(training, { leaf: 1 }), RangeError);
  assert.throws(() => synthesiseTrees(training, { donorCap: 1 }), RangeError);
  assert.throws(
    () => synthesiseTrees(training, { survival: [{ time: "age", event: "time", level: "x" }] }),
    RangeError,
  );
  assert.throws(
    () => synthesiseTrees(training, { survival: [{ time: "time", event: "death", level: "x" }] }),
    RangeError,
  );
  const impossible: SynthConstraint = { kind: "inequality", low: "last", high: "first", strict: true };
  assert.throws(() => synthesiseTrees(training, { constraints: [impossible] }), RangeError);
  assert.throws(() => plain.sample(-1, seedOf(1)), RangeError);
});

test("calibration takes the smallest leaf that withstands the attack, and refuses when none does", () => {
  const figures = (high: number, tpr: number) => ({
    auc: { value: high - 0.02, low: high - 0.04, high },
    tprAt1PercentFpr: { value: tpr, low: 0, high: 1 },
  });
  let calls = 0;
  const table = randomTable(500, 3);
  const common = { training: table, holdout: randomTable(500, 4), seeds: [seedOf(1)] };
  const answers = [figures(0.6, 0.01), figures(0.54, 0.05), figures(0.55, 0.03)];
  const found = calibrateLeaf({ ...common, attack: () => answers[calls++]! });
  assert.equal(found.kind, "calibrated");
  assert.equal(found.kind === "calibrated" && found.leaf, 100);
  assert.deepEqual(
    found.tried.map(({ passed }) => passed),
    [false, false, true],
  );
  const refused = calibrateLeaf({ ...common, attack: () => figures(0.56, 0) }, [20, 50, 400]);
  assert.equal(refused.kind, "refused");
  // A leaf of 400 cannot be grown from 500 records.
  assert.deepEqual(
    refused.tried.map(({ leaf }) => leaf),
    [20, 50],
  );
  assert.throws(() => calibrateLeaf({ ...common, seeds: [], attack: () => figures(0, 0) }), RangeError);
});

test("the attack finds members of copies and hardly any of the engine's file: fixed seeds, so no false alarm", () => {
  const holdout = randomTable(1500, 5);
  const copied = membershipAttack({ synthetic: training, training, holdout });
  const made = membershipAttack({ synthetic: file, training, holdout });
  assert.ok(copied.auc.value > 0.95, `${copied.auc.value}`);
  assert.ok(made.auc.value < 0.55, `${made.auc.value}`);
});
