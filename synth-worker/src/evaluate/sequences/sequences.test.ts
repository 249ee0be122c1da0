import assert from "node:assert/strict";
import { test } from "node:test";
import type { PatientRecords } from "../../math/patientRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { membershipAttack } from "../attacks/membershipAttack.ts";
import { coxRegression } from "../utility/coxRegression.ts";
import { coxIntervals } from "./coxIntervals.ts";
import { lagCorrelation } from "./lagCorrelation.ts";
import { overTimeOf } from "./overTimeOf.ts";
import { summaryParts } from "./patientSummary.ts";
import { patientTrajectories } from "./patientTrajectories.ts";
import { sequenceDistances } from "./sequenceDistances.ts";
import { totalVariation } from "./totalVariation.ts";

const stream = fastStream(keystream(new Uint8Array(32), "sequences"));
const unit = () => stream.nextUint32() / 4294967296;

/** Patients of two groups with rows of two codes; a number that follows the one before. */
function made(patients: number): PatientRecords {
  const [owner, days, codes, values]: number[][] = [[], [], [], []];
  const groups = Array.from({ length: patients }, () => Math.floor(2 * unit()));
  for (let p = 0; p < patients; p++) {
    let [day, value] = [0, 10 * unit()];
    for (let row = 1 + Math.floor(6 * unit()); row > 0; row--) {
      day += Math.floor(100 * unit());
      value = 0.5 * value + 5 * unit() + groups[p]!;
      owner!.push(p);
      days!.push(day);
      codes!.push(Number(unit() < 0.3 + 0.4 * groups[p]!));
      values!.push(value);
    }
  }
  return {
    patients: {
      rows: patients,
      columns: [{ name: "group", kind: "category", levels: ["a", "b"], codes: Int32Array.from(groups) }],
    },
    tables: [
      {
        owner: Int32Array.from(owner!),
        parent: null,
        days: Float64Array.from(days!),
        rows: {
          rows: owner!.length,
          columns: [
            { name: "code", kind: "category", levels: ["x", "y"], codes: Int32Array.from(codes!) },
            { name: "value", kind: "number", values: Float64Array.from(values!), decimals: 3 },
          ],
        },
      },
    ],
  };
}

test("lag correlation pairs rows of one patient and one code, without missing cells between them counting", () => {
  const owner = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
  const line = Float64Array.from([1, 2, Number.NaN, 3, 11, 12, 13, 14]);
  assert.ok(Math.abs(lagCorrelation({ owner }, line, 1) - 1) < 1e-12);
  assert.ok(Math.abs(lagCorrelation({ owner }, line, 2) - 1) < 1e-12);
  // With alternating codes the neighbours of a code are two rows apart.
  const codes = Int32Array.from([0, 1, 0, 1, 0, 1, 0, 1]);
  const values = Float64Array.from([1, 9, 2, 7, 3, 8, 5, 1]);
  const pairs = [
    [1, 2],
    [9, 7],
    [3, 5],
    [8, 1],
  ];
  const direct = lagCorrelation(
    { owner: Int32Array.from([0, 0, 1, 1, 2, 2, 3, 3]) },
    Float64Array.from(pairs.flat()),
    1,
  );
  assert.ok(Math.abs(lagCorrelation({ owner }, values, 1, codes) - direct) < 1e-12);
  assert.ok(Number.isNaN(lagCorrelation({ owner }, values, 9)));
});

test("a file is at distance 0 from itself, near another sample, and far where one thing was changed", () => {
  const [a, b] = [made(800), made(800)];
  const options = { table: 0, code: "code", state: "group" };
  for (const value of Object.values(sequenceDistances(a, a, options))) assert.equal(value, 0);
  // The seed is fixed: this passes always or never.
  for (const value of Object.values(sequenceDistances(a, b, options))) assert.ok(value! < 0.2, String(value));
  const slow = {
    ...b,
    tables: b.tables.map((table) => ({ ...table, days: table.days.map((day) => 8 * day) })),
  };
  assert.ok(sequenceDistances(a, slow, options).gaps > 0.5);
  assert.ok(sequenceDistances(a, slow, options).transitions! < 0.2);
  const one = {
    ...b,
    tables: b.tables.map((table) => ({
      ...table,
      rows: {
        ...table.rows,
        columns: table.rows.columns.map((column) =>
          column.kind === "category" ? { ...column, codes: column.codes.map(() => 0) } : column,
        ),
      },
    })),
  };
  assert.ok(sequenceDistances(a, one, options).transitions! > 0.4);
  assert.equal(sequenceDistances(a, b, { table: 0 }).transitions, null);
  assert.equal(totalVariation(new Map([["x", 1]]), new Map([["y", 1]])), 1);
});

test("Cox's regression of uncut patients is the ordinary one with ties, and cutting follow-up changes nothing", () => {
  const n = 300;
  const times = Float64Array.from({ length: n }, () => 1 + Math.floor(40 * unit()));
  const events = Uint8Array.from({ length: n }, () => Number(unit() < 0.6));
  const columns = [
    Float64Array.from(times, (time) => unit() - 0.02 * time),
    Float64Array.from(times, () => Math.floor(2 * unit())),
  ];
  const plain = coxRegression(columns, times, events);
  const near = (found: readonly (number | null)[], wanted: readonly (number | null)[]) =>
    found.forEach((value, j) => {
      assert.ok(Math.abs(value! - wanted[j]!) < 1e-6, `${value} ${wanted[j]}`);
    });
  const whole = coxIntervals({ starts: new Float64Array(n), stops: times, events, columns });
  near(whole.coefficients, plain.coefficients);
  near(whole.standardErrors, plain.standardErrors);
  const cut = [...times.keys()].flatMap((i) => {
    const middle = Math.floor(times[i]! * unit());
    return middle <= 0
      ? [[i, 0, times[i]!, events[i]!]]
      : [
          [i, 0, middle, 0],
          [i, middle, times[i]!, events[i]!],
        ];
  });
  const parts = coxIntervals({
    starts: Float64Array.from(cut, (each) => each[1]!),
    stops: Float64Array.from(cut, (each) => each[2]!),
    events: Uint8Array.from(cut, (each) => each[3]!),
    columns: columns.map((column) => Float64Array.from(cut, (each) => column[each[0]!]!)),
  });
  near(parts.coefficients, plain.coefficients);
  near(parts.standardErrors, plain.standardErrors);
  assert.throws(() => coxIntervals({ starts: times, stops: times, events, columns }), RangeError);
});

test("a report tells of tables what at least 50 held-out patients have: rows, two rows, rows far apart", () => {
  const schema = { tables: [{ name: "lab", code: "code" }] };
  /** Patients of whom so many have two rows of a code, and so many four; all others have one. */
  const records = (patients: number, two: number, four: number): PatientRecords => {
    const owner = Array.from({ length: patients }, (_, p) =>
      new Array<number>(p < four ? 4 : p < two ? 2 : 1).fill(p),
    ).flat();
    const values = Float64Array.from(owner, (patient, row) => patient + (row % 3));
    const codes = new Int32Array(owner.length);
    const columns = [
      { name: "code", kind: "category", levels: ["x"], codes },
      { name: "value", kind: "number", values, decimals: 3 },
    ] as const;
    const days = Float64Array.from(owner, (_, row) => row);
    return {
      patients: { rows: patients, columns: [] },
      tables: [{ owner: Int32Array.from(owner), parent: null, days, rows: { rows: owner.length, columns } }],
    };
  };
  const told = (held: PatientRecords) => {
    const parts = summaryParts(held, schema);
    const [table] = overTimeOf(held, records(100, 80, 60), { parts, violations: 0 }).tables;
    const { rowsPerPatient, codes, gaps, transitions, lag } = table!;
    const figures = { rowsPerPatient, codes, gaps, transitions };
    return [
      ...Object.entries(figures).flatMap(([name, figure]) => (figure === null ? [] : [name])),
      ...lag.map((each) => `lag ${each.lag}`),
    ];
  };
  assert.deepEqual(told(records(49, 49, 49)), []);
  assert.deepEqual(told(records(60, 49, 49)), ["rowsPerPatient", "codes"]);
  const pairs = ["rowsPerPatient", "codes", "gaps", "transitions", "lag 1"];
  assert.deepEqual(told(records(60, 50, 49)), pairs);
  assert.deepEqual(told(records(60, 55, 50)), [...pairs, "lag 3"]);
});

test("the attack on whole patients finds copied patients and nobody in strangers", () => {
  const [training, holdout, strangers] = [made(300), made(300), made(300)];
  const flat = (records: PatientRecords) => patientTrajectories(records, ["code"]);
  const auc = (synthetic: PatientRecords) =>
    membershipAttack({ synthetic: flat(synthetic), training: flat(training), holdout: flat(holdout) }).auc;
  assert.ok(auc(training).value > 0.95);
  // Fixed seeds: passes always or never; the standard error is .024.
  assert.ok(Math.abs(auc(strangers).value - 0.5) < 0.1);
});
