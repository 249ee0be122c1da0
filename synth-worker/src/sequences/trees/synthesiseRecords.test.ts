import assert from "node:assert/strict";
import { test } from "node:test";
import type { PatientRecords } from "../../math/patientRecords.ts";
import { categoryCells } from "../records/categoryCells.ts";
import { numberCells } from "../records/numberCells.ts";
import { violationsOf } from "../records/violationsOf.ts";
import { madeUpRecords, madeUpSchema } from "../test-support/madeUpRecords.ts";
import { calibrateRecords } from "./calibrateRecords.ts";
import { synthesiseRecords } from "./synthesiseRecords.ts";

const seed = new Uint8Array(32).fill(3);
const real = madeUpRecords(900, 1);
const engine = synthesiseRecords(real, madeUpSchema, { leaf: 40 });
const made = engine.sample(900, seed);
const none = { foreignKeys: 0, order: 0, caps: 0, once: 0, sums: 0 };

/** Correlation of a test's value with its patient's value before. */
function lag({ tables }: PatientRecords, which: number): number {
  const { owner, rows } = tables[1]!;
  const codes = categoryCells(rows, "test").codes;
  const values = numberCells(rows, "value");
  const pairs: [number, number][] = [];
  const last = new Map<number, number>();
  owner.forEach((patient, row) => {
    if (codes[row] !== which || Number.isNaN(values[row]!)) return;
    if (last.has(patient)) pairs.push([last.get(patient)!, values[row]!]);
    last.set(patient, values[row]!);
  });
  const mean = (of: number) => pairs.reduce((sum, pair) => sum + pair[of]!, 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (f: (pair: [number, number]) => number) => pairs.reduce((all, pair) => all + f(pair), 0);
  return (
    sum(([x, y]) => (x - a) * (y - b)) / Math.sqrt(sum(([x]) => (x - a) ** 2) * sum(([, y]) => (y - b) ** 2))
  );
}

test("every rule between tables holds, keys are exact, and the same seed gives the same patients", () => {
  assert.deepEqual(violationsOf(made, madeUpSchema), none);
  assert.deepEqual(engine.tablesLeftOut, []);
  assert.deepEqual(engine.sample(900, seed), made);
  assert.notDeepEqual(engine.sample(900, new Uint8Array(32).fill(4)).patients, made.patients);
  // Times stay irregular: as many different gaps as there are.
  assert.ok(new Set(made.tables[0]!.days).size > 0.8 * new Set(real.tables[0]!.days).size);
});

test("the past is kept: correlation with the value before within .07 of the records', which shuffled values miss by far", () => {
  // The seed is fixed, so this passes always or never; a sampling error of such a correlation is .02.
  for (const which of [0, 1])
    assert.ok(
      Math.abs(lag(made, which) - lag(real, which)) < 0.07,
      `${lag(made, which)} ${lag(real, which)}`,
    );
  assert.ok(lag(real, 0) > 0.7);
});

test("missing cells stay informative: the second test is missing more often after a high value", () => {
  const missingAfter = ({ tables }: PatientRecords, isHigh: boolean) => {
    const { owner, rows } = tables[1]!;
    const codes = categoryCells(rows, "test").codes;
    const values = numberCells(rows, "value");
    const last = new Map<number, number>();
    let [all, missing] = [0, 0];
    owner.forEach((patient, row) => {
      if (codes[row] !== 1) return;
      const before = last.get(patient);
      if (before !== undefined && before > 57 === isHigh) {
        all++;
        missing += Number(Number.isNaN(values[row]!));
      }
      if (!Number.isNaN(values[row]!)) last.set(patient, values[row]!);
    });
    return missing / all;
  };
  for (const isHigh of [false, true])
    assert.ok(Math.abs(missingAfter(made, isHigh) - missingAfter(real, isHigh)) < 0.1);
  assert.ok(missingAfter(made, true) > missingAfter(made, false) + 0.1);
});

test("whole patients under conditions: all of stage III with a relapse, rows and numbers agree", () => {
  const some = engine.sample(120, seed, [
    { column: "stage", level: "III" },
    { column: "rows of event: relapse", from: 1 },
  ]);
  assert.equal(some.patients.rows, 120);
  assert.ok(categoryCells(some.patients, "stage").codes.every((code) => code === 2));
  const relapses = new Int32Array(120);
  const codes = categoryCells(some.tables[2]!.rows, "event").codes;
  some.tables[2]!.owner.forEach((patient, row) => {
    if (codes[row] === 0) relapses[patient]!++;
  });
  assert.ok(relapses.every((count) => count >= 1));
  assert.deepEqual(violationsOf(some, madeUpSchema), none);
  assert.throws(() => engine.sample(10, seed, [{ column: "rows of event: relapse", from: 50 }]), RangeError);
});

test("values are not copies: few of a smooth column's values are the training records' own sequence of two", () => {
  const pairsOf = ({ tables }: PatientRecords) => {
    const values = numberCells(tables[1]!.rows, "value");
    const found = new Set<string>();
    for (let row = 2; row < values.length; row++)
      if (!Number.isNaN(values[row]!)) found.add(`${values[row - 2]} ${values[row]}`);
    return found;
  };
  const own = pairsOf(real);
  const copied = [...pairsOf(made)].filter((pair) => own.has(pair) && !pair.includes("NaN"));
  assert.ok(copied.length < 0.01 * own.size, `${copied.length}`);
});

test("the leaf is the first that withstands, and an attack that always finds somebody leaves none", () => {
  const input = {
    training: madeUpRecords(200, 5),
    holdout: madeUpRecords(100, 6),
    schema: madeUpSchema,
    seeds: [seed],
  };
  const figures = (high: number) => ({
    auc: { value: 0.5, low: 0.4, high },
    tprAt1PercentFpr: { value: 0, low: 0, high: 0 },
  });
  let asked = 0;
  const found = calibrateRecords({ ...input, attack: () => figures(asked++ === 0 ? 0.6 : 0.54) }, [20, 50]);
  assert.deepEqual(
    [found.kind, found.tried.map(({ leaf, passed }) => [leaf, passed])],
    [
      "calibrated",
      [
        [20, false],
        [50, true],
      ],
    ],
  );
  assert.equal(calibrateRecords({ ...input, attack: () => figures(0.9) }, [50]).kind, "refused");
});
