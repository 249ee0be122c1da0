import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { madeUpRecords, madeUpSchema } from "../test-support/madeUpRecords.ts";
import { checkSchema } from "./checkSchema.ts";
import { keepModelled } from "./keepModelled.ts";
import { numberCells } from "./numberCells.ts";
import { parentPlaces } from "./parentPlaces.ts";
import { pickPatients } from "./pickPatients.ts";
import type { SequenceSchema } from "./sequenceSchema.ts";
import { settleSums } from "./settleSums.ts";
import { violationsOf } from "./violationsOf.ts";

const records = madeUpRecords(200, 1);
const none = { foreignKeys: 0, order: 0, caps: 0, once: 0, sums: 0 };
const withTable = (t: number, change: (table: RowTable) => Partial<RowTable>): PatientRecords => ({
  ...records,
  tables: records.tables.map((table, i) => (i === t ? { ...table, ...change(table) } : table)),
});

test("records that keep every rule have no violation, and each broken rule is counted as what it is", () => {
  assert.deepEqual(violationsOf(records, madeUpSchema), none);
  const stranger = withTable(0, ({ owner }) => ({
    owner: owner.map((p, row) => (row === owner.length - 1 ? 200 : p)),
  }));
  assert.ok(violationsOf(stranger, madeUpSchema).foreignKeys >= 1);
  const otherVisit = withTable(1, ({ parent }) => ({
    parent: parent!.map((v, row) => (row === 0 ? parent!.length / 2 - 1 : v)),
  }));
  assert.ok(violationsOf(otherVisit, madeUpSchema).foreignKeys >= 1);
  const late = withTable(2, ({ days }) => ({ days: days.map((day, row) => (row === 3 ? 1e6 : day)) }));
  assert.ok(violationsOf(late, madeUpSchema).order >= 1);
  const beforeVisit = withTable(1, ({ days }) => ({ days: days.map((day, row) => (row === 5 ? -1 : day)) }));
  assert.equal(violationsOf(beforeVisit, madeUpSchema).order, 1);
  const tables = madeUpSchema.tables.map((table) => ({ ...table, mostRows: 2 }));
  assert.ok(violationsOf(records, { ...madeUpSchema, tables }).caps > 50);
  const again = withTable(2, ({ rows }) => ({
    rows: {
      ...rows,
      columns: rows.columns.map((column) =>
        column.kind === "category" ? { ...column, codes: column.codes.map(() => 2) } : column,
      ),
    },
  }));
  assert.ok(violationsOf(again, madeUpSchema).once > 20);
  const short = {
    ...records,
    patients: {
      ...records.patients,
      columns: records.patients.columns.map((column) =>
        column.name === "dose" && column.kind === "number"
          ? { ...column, values: column.values.map((x) => x + 1) }
          : column,
      ),
    },
  };
  assert.ok(violationsOf(short, madeUpSchema).sums > 50);
});

test("rows beyond caps, after follow-up or a second time are left out with what hangs on them, by a rule of one patient", () => {
  const tables = madeUpSchema.tables.map((table) => ({ ...table, mostRows: 2 }));
  const schema: SequenceSchema = { ...madeUpSchema, tables };
  const { records: kept, leftOut } = keepModelled(records, schema);
  const { sums, ...others } = violationsOf(kept, schema);
  assert.ok(sums > 0);
  assert.deepEqual(others, { foreignKeys: 0, order: 0, caps: 0, once: 0 });
  assert.deepEqual(
    leftOut,
    records.tables.map(({ owner }, t) => owner.length - kept.tables[t]!.owner.length),
  );
  const parents = parentPlaces(schema);
  const some = Int32Array.from({ length: 150 }, (_, p) => p + 20);
  // What is kept of a patient does not depend on who else is there.
  assert.deepEqual(
    keepModelled(pickPatients(records, some, parents), schema).records,
    pickPatients(kept, some, parents),
  );
});

test("a row that hangs on another patient's row is left out: one patient would count with the other's past", () => {
  const last = records.tables[0]!.owner.length - 1;
  const strange = withTable(1, ({ parent }) => ({ parent: parent!.with(0, last) }));
  assert.notEqual(records.tables[0]!.owner[last], records.tables[1]!.owner[0]);
  const { records: kept, leftOut } = keepModelled(strange, madeUpSchema);
  assert.equal(leftOut[1], keepModelled(records, madeUpSchema).leftOut[1]! + 1);
  assert.equal(violationsOf(kept, madeUpSchema).foreignKeys, 0);
});

test("rows are made to add up to the patient's number, in whole units of the last decimal", () => {
  const changed = withTable(2, ({ rows }) => ({
    rows: {
      ...rows,
      columns: rows.columns.map((column) =>
        column.kind === "number" ? { ...column, values: column.values.map((x) => x * 3 + 1) } : column,
      ),
    },
  }));
  assert.ok(violationsOf(changed, madeUpSchema).sums > 50);
  settleSums(changed, madeUpSchema);
  assert.equal(violationsOf(changed, madeUpSchema).sums, 0);
  assert.ok(
    numberCells(changed.tables[2]!.rows, "dose").every((dose) => Number.isInteger(dose) && dose >= 0),
  );
});

test("a description that does not fit is refused with what is wrong, and rows out of their patients' order", () => {
  const refuses = (schema: SequenceSchema, given = records) =>
    assert.throws(
      () => checkSchema(given, schema),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  checkSchema(records, madeUpSchema);
  const [visit, lab, event] = madeUpSchema.tables;
  refuses({ ...madeUpSchema, until: "stage" });
  refuses({ ...madeUpSchema, tables: [visit!, lab!] });
  refuses({ ...madeUpSchema, tables: [visit!, { ...lab!, parent: "event" }, event!] });
  refuses({ ...madeUpSchema, tables: [{ ...visit!, mostRows: 0 }, lab!, event!] });
  refuses({ ...madeUpSchema, tables: [visit!, lab!, { ...event!, code: "value" }] });
  const ofLast = (change: (owner: Int32Array, last: number) => Int32Array) =>
    withTable(2, ({ owner }) => ({ owner: change(owner, owner.length - 1) }));
  refuses(
    madeUpSchema,
    ofLast((owner, last) => owner.with(last, 0)),
  );
  refuses(
    madeUpSchema,
    ofLast((owner, last) => owner.with(last, 200)),
  );
  refuses(
    madeUpSchema,
    ofLast((owner) => owner.with(0, -1)),
  );
});
