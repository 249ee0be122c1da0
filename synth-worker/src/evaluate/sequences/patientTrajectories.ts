import { firstRows } from "../../math/firstRows.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";

/** Rows at a patient's start whose cells stand by themselves. */
const FIRST_ROWS = 3;
/** Codes whose rows are counted one by one. */
const MOST_CODES = 8;

/**
 * One row per patient for attacks on whole patients: the patient's own columns, and for every table the number of rows (per code), first and last
 * day, each number's mean and last value (per code), and the days and numbers of the first three rows. `codes` names each table's code
 * (undefined: none). The same columns for records of the same description.
 */
export function patientTrajectories(
  { patients, tables }: PatientRecords,
  codes: readonly (string | undefined)[],
): MixedTable {
  const columns: MixedColumn[] = [...patients.columns];
  const number = (name: string, values: Float64Array) =>
    columns.push({ name, kind: "number", values, decimals: 6 });
  tables.forEach((table, t) => {
    const starts = firstRows(table.owner, patients.rows);
    const rowsOf = (patient: number) =>
      Array.from({ length: starts[patient + 1]! - starts[patient]! }, (_, i) => starts[patient]! + i);
    const perPatient = (of: (rows: readonly number[]) => number) =>
      Float64Array.from({ length: patients.rows }, (_, patient) => of(rowsOf(patient)));
    number(
      `first day ${t}`,
      perPatient((rows) => table.days[rows[0] ?? -1] ?? Number.NaN),
    );
    number(
      `last day ${t}`,
      perPatient((rows) => table.days[rows.at(-1) ?? -1] ?? Number.NaN),
    );
    for (let row = 1; row < FIRST_ROWS; row++)
      number(
        `day ${row} ${t}`,
        perPatient((rows) => table.days[rows[row] ?? -1] ?? Number.NaN),
      );
    for (const { name, has } of aspects(table, codes[t])) {
      number(
        `rows ${name} ${t}`,
        perPatient((rows) => rows.filter(has).length),
      );
      for (const column of table.rows.columns) {
        if (column.kind !== "number") continue;
        const found = (rows: readonly number[]) =>
          rows
            .filter((row) => has(row) && !Number.isNaN(column.values[row]!))
            .map((row) => column.values[row]!);
        number(
          `mean ${column.name} ${name} ${t}`,
          perPatient((rows) => mean(found(rows))),
        );
        number(
          `last ${column.name} ${name} ${t}`,
          perPatient((rows) => found(rows).at(-1) ?? Number.NaN),
        );
        for (let row = 0; row < FIRST_ROWS; row++)
          number(
            `${row} ${column.name} ${name} ${t}`,
            perPatient((rows) => found(rows)[row] ?? Number.NaN),
          );
      }
    }
  });
  return { rows: patients.rows, columns };
}

function aspects(
  { rows }: RowTable,
  code: string | undefined,
): readonly { readonly name: string; readonly has: (row: number) => boolean }[] {
  const column = rows.columns.find(({ name }) => name === code);
  if (column?.kind !== "category") return [{ name: "all", has: () => true }];
  // The first levels of the code book, not the most frequent: real and synthetic records must have the same columns.
  return column.levels
    .slice(0, MOST_CODES)
    .map((name, level) => ({ name, has: (row: number) => column.codes[row] === level }));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
