import type { AnyOmopRow, OmopTables } from "../../../ehr/omop/omopTables.ts";
import type { MixedColumn } from "../../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../../math/patientRecords.ts";
import { lengthInDays } from "../lengthInDays.ts";
import { type PlacedRow, type PlacedTable, placeRows } from "../placeRows.ts";
import type { PublicOmop, PublicOmopTable } from "./publicOmop.ts";
import { yearOf } from "./yearOf.ts";

/** What a model may see of one row. */
type CodedRow = {
  readonly code: number;
  readonly value: number;
  readonly number: number;
  readonly days: number;
};

/**
 * OMOP tables as whole patients on the columns, code books and decimals of a public domain, for fitPrivateRecords. Nothing but cells comes from the tables:
 * no level, no decimal, no table is there because of them. And what becomes of a patient depends on that patient's rows alone (placeRows), so adding or removing one patient
 * adds or removes that patient's rows and leaves all others, their cells and their order, as they were; the caps then bound what is added. In detail, all by one row
 * or one patient: a row that fits no code of its table, or whose table is not in the domain, is left out; a value that is not in the code book, and a
 * number of a code that has none, count as missing; a sex that is none of those named counts as unknown; rows of one patient and day are in the order of what they hold,
 * because their keys were given out over everybody.
 */
export function domainRecords(
  tables: OmopTables,
  { domain, sexes, tables: own }: PublicOmop,
): PatientRecords {
  const coded = new Map<AnyOmopRow, CodedRow>();
  const tableOf = (placed: PlacedRow, table: string) =>
    own.find(
      ({ target, inVisits }) =>
        target.table === table && (table === "visit_occurrence" || inVisits === placed.visit >= 0),
    );
  const {
    people,
    starts,
    lasts,
    died,
    tables: placed,
  } = placeRows(tables, (rows, target) => {
    const kept = rows.filter((each) => {
      const table = tableOf(each, target.table);
      const code = table?.codes.placeOf(each.row) ?? -1;
      if (table === undefined || code < 0) return false;
      coded.set(each.row, codedRow(each.row, table, code));
      return true;
    });
    return kept.sort((a, b) => byContent(coded.get(a.row)!, coded.get(b.row)!));
  });
  const patientCells: Readonly<Record<string, Float64Array>> = {
    sex: Float64Array.from(people, (row) => sexes.placeOf(row)),
    age: Float64Array.from(people, ({ year_of_birth }, p) => yearOf(starts[p]!) - year_of_birth),
    "first day": Float64Array.from(starts),
    "days observed": Float64Array.from(lasts, (last, p) => Math.max(0, last - starts[p]!)),
    died: Float64Array.from(died, Number),
  };
  return {
    patients: {
      rows: people.length,
      columns: domain.patients.map((column) => columnOf(column, patientCells[column.name]!)),
    },
    tables: own.map(({ target, inVisits }, t) => {
      const found = placed.find((each) => each.target === target && each.inVisits === inVisits)!;
      return rowTable(found, domain.tables[t]!.columns, coded);
    }),
  };
}

function codedRow(row: AnyOmopRow, { target, values, decimals }: PublicOmopTable, code: number): CodedRow {
  const cell = target.number === null || decimals[code] === null ? null : row[target.number];
  const amount = typeof cell === "number" && Number.isFinite(cell) ? cell : Number.NaN;
  return { code, value: values?.placeOf(row) ?? -1, number: amount, days: lengthInDays(row, target) };
}

function byContent(a: CodedRow, b: CodedRow): number {
  return a.code - b.code || a.value - b.value || order(a.number, b.number) || order(a.days, b.days);
}

/** Missing before all numbers. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : Number(a > b);
}

function rowTable(
  { rows, inVisits }: PlacedTable,
  columns: PublicOmop["domain"]["patients"],
  coded: ReadonlyMap<AnyOmopRow, CodedRow>,
): RowTable {
  const cells = (of: (row: CodedRow) => number) => Float64Array.from(rows, ({ row }) => of(coded.get(row)!));
  const all: Readonly<Record<string, Float64Array>> = {
    about: cells(({ code }) => code),
    value: cells(({ value }) => value),
    number: cells(({ number }) => number),
    days: cells(({ days }) => days),
  };
  return {
    owner: Int32Array.from(rows, ({ patient }) => patient),
    parent: inVisits ? Int32Array.from(rows, ({ visit }) => visit) : null,
    days: Float64Array.from(rows, ({ day }) => day),
    rows: { rows: rows.length, columns: columns.map((column) => columnOf(column, all[column.name]!)) },
  };
}

/** A column as the domain declares it; of a category, places. */
function columnOf(column: PublicOmop["domain"]["patients"][number], cells: Float64Array): MixedColumn {
  const { name } = column;
  return column.kind === "number"
    ? { name, kind: "number", values: cells, decimals: column.decimals }
    : { name, kind: "category", levels: column.levels, codes: Int32Array.from(cells) };
}
