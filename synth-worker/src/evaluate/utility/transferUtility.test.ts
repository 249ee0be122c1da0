import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { keystream } from "../../random/keystream.ts";
import { halves, sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { bootstrap } from "./test-support/bootstrap.ts";
import { shuffledColumns } from "./test-support/shuffledColumns.ts";
import { transferUtility } from "./transferUtility.ts";

/** Records whose `outcome` leans on `dose` (one in ten missing) and `ward`, whose `stage` is the dose in thirds, and whose `result` is a sum. */
function records(rows: number, purpose: string): MixedTable {
  const { nextBelow } = keystream(new Uint8Array(32), purpose);
  const draw = (below: number) => Float64Array.from({ length: rows }, () => nextBelow(below));
  const dose = draw(90);
  const ward = draw(3);
  const luck = draw(100);
  const lost = draw(10);
  const category = (name: string, levels: readonly string[], code: (row: number) => number): MixedColumn => ({
    name,
    kind: "category",
    levels,
    codes: Int32Array.from({ length: rows }, (_, row) => code(row)),
  });
  const number = (name: string, value: (row: number) => number): MixedColumn => ({
    name,
    kind: "number",
    decimals: 0,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  return {
    rows,
    columns: [
      number("dose", (row) => (lost[row] === 0 ? Number.NaN : dose[row]!)),
      category("ward", ["a", "b", "c"], (row) => ward[row]!),
      category("outcome", ["no", "yes"], (row) => Number(dose[row]! + 30 * ward[row]! + luck[row]! > 120)),
      category("stage", ["late", "middle", "early", "never"], (row) => 2 - Math.floor(dose[row]! / 30)),
      number("result", (row) => dose[row]! + 30 * ward[row]! + luck[row]! / 5),
    ],
  };
}

const tables = { synthetic: records(900, "a"), training: records(900, "b"), holdout: records(900, "c") };

test("records of one law: synthetic and real teach the same, and both learners learn it", () => {
  const { tasks, scores } = transferUtility(tables, { target: "outcome", without: ["stage", "result"] });
  assert.deepEqual(
    tasks.map(({ target, positive, learner }) => [target, positive, learner]),
    [
      ["outcome", "yes", "boosted trees"],
      ["outcome", "yes", "logistic regression"],
    ],
  );
  for (const { synthetic, real } of tasks) {
    assert.ok(synthetic.auroc!.value > 0.7 && Math.abs(synthetic.auroc!.value - real.auroc!.value) < 0.03);
    assert.ok(synthetic.brier! < 0.23 && synthetic.r2 === null && synthetic.roc!.x.length === 101);
  }
  assert.ok(Math.abs(tasks[1]!.synthetic.calibrationSlope! - 1) < 0.25);
  assert.equal(scores!.rows.length, 900);
  const { tasks: other } = transferUtility(tables, {
    target: "outcome",
    positive: "no",
    without: ["stage", "result"],
  });
  assert.equal(other[0]!.positive, "no");
  assert.ok(Math.abs(other[0]!.real.auroc!.value - tasks[0]!.real.auroc!.value) < 1e-6);
});

test("more than two levels: each of those in the real files from the rest, commonest first", () => {
  const { tasks, scores } = transferUtility(tables, { target: "stage", without: ["result"] });
  const { columns } = tables.holdout;
  const stage = columns[3] as MixedColumn & { kind: "category" };
  const counts = stage.levels.map((_, level) => stage.codes.filter((code) => code === level).length);
  const expected = [0, 1, 2].sort((a, b) => counts[b]! - counts[a]!).map((level) => stage.levels[level]);
  assert.deepEqual(
    tasks.map(({ positive }) => positive),
    expected.flatMap((level) => [level, level]),
  );
  assert.equal(
    scores!.positive.reduce((sum, label) => sum + label, 0),
    Math.max(...counts),
  );
  // The middle stage is no monotone function of the dose: trees see it, a linear model cannot.
  const middle = tasks.filter(({ positive }) => positive === "middle");
  assert.ok(middle[0]!.real.auroc!.value > 0.9 && middle[1]!.real.auroc!.value < 0.65);
});

test("a number is judged by r2", () => {
  const { tasks, scores } = transferUtility(tables, { target: "result" });
  assert.deepEqual(
    tasks.map(({ positive, learner }) => [positive, learner]),
    [
      [null, "boosted trees"],
      [null, "linear regression"],
    ],
  );
  assert.equal(scores, null);
  for (const { synthetic, real } of tasks)
    assert.ok(synthetic.r2! > 0.8 && Math.abs(synthetic.r2! - real.r2!) < 0.03 && synthetic.auroc === null);
});

test("records without target are left out on all sides", () => {
  const lose = (table: MixedTable): MixedTable => ({
    rows: table.rows,
    columns: table.columns.map((column) =>
      column.kind === "category" && column.name === "outcome"
        ? { ...column, codes: column.codes.map((code, row) => (row % 3 === 0 ? -1 : code)) }
        : column,
    ),
  });
  const keep = (table: MixedTable) =>
    pickRecords(
      table,
      Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) => row % 3 > 0),
    );
  const each = (change: (table: MixedTable) => MixedTable) => ({
    synthetic: change(tables.synthetic),
    training: change(tables.training),
    holdout: change(tables.holdout),
  });
  const task = { target: "outcome" };
  assert.deepEqual(transferUtility(each(lose), task).tasks, transferUtility(each(keep), task).tasks);
});

test("a synthetic file that lost a level, the records, or has one value in a column", () => {
  const change = (codes: (column: MixedColumn & { kind: "category" }) => Int32Array) => ({
    ...tables,
    synthetic: {
      rows: 900,
      columns: tables.synthetic.columns.map((column) =>
        column.kind === "category" ? { ...column, codes: codes(column) } : column,
      ),
    },
  });
  const lost = transferUtility(
    change(({ codes }) => codes.map(() => 0)),
    { target: "outcome" },
  ).tasks;
  for (const { synthetic } of lost) {
    assert.deepEqual([synthetic.auroc!.value, synthetic.calibrationSlope], [0.5, null]);
    assert.ok(synthetic.brier! > 0.4);
  }
  const missing = transferUtility(
    change(({ codes }) => codes.map(() => -1)),
    { target: "outcome" },
  ).tasks;
  assert.ok(missing.every(({ synthetic, real }) => synthetic.auroc === null && real.auroc !== null));
  const empty = pickRecords(tables.holdout, new Int32Array(0));
  assert.deepEqual(transferUtility({ ...tables, holdout: empty }, { target: "outcome" }).tasks, []);
  const one = pickRecords(tables.holdout, Int32Array.of(5));
  const single = transferUtility({ synthetic: one, training: one, holdout: one }, { target: "result" }).tasks;
  assert.ok(single.every(({ real }) => real.r2 === null));
  assert.deepEqual(
    transferUtility({ synthetic: one, training: one, holdout: one }, { target: "ward" }).tasks,
    [],
  );
});

test("columns and levels that are not there, and tables of other columns", () => {
  assert.throws(() => transferUtility(tables, { target: "none" }), RangeError);
  assert.throws(() => transferUtility(tables, { target: "outcome", positive: "perhaps" }), RangeError);
  const fewer = { rows: 900, columns: tables.synthetic.columns.slice(1) };
  assert.throws(() => transferUtility({ ...tables, synthetic: fewer }, { target: "outcome" }), RangeError);
});

test("rotterdam: a bootstrap teaches nearly what its source does, shuffled columns nothing", {
  skip: sharedDataMissing,
}, () => {
  const { training, holdout } = halves(sharedTable("breast/rotterdam"));
  const task = { target: "death", without: ["dtime", "rtime", "recur"] };
  const of = (synthetic: MixedTable) => transferUtility({ synthetic, training, holdout }, task).tasks;
  const copied = of(bootstrap(training));
  for (const { synthetic, real } of copied) {
    assert.ok(real.auroc!.value > 0.7, `${real.auroc!.value}`);
    assert.ok(Math.abs(synthetic.auroc!.value - real.auroc!.value) < 0.03, `${synthetic.auroc!.value}`);
  }
  for (const { synthetic, real } of of(shuffledColumns(training))) {
    assert.ok(Math.abs(synthetic.auroc!.value - 0.5) < 0.08, `${synthetic.auroc!.value}`);
    assert.ok(synthetic.brier! > real.brier! + 0.02);
  }
});
