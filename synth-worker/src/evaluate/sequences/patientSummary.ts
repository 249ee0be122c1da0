import { firstRows } from "../../math/firstRows.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";

/** Codes of a table whose last number is a column of the summary. */
const CODES_SHOWN = 3;
const DECIMALS = 4;

/** What a summary tells of one table: its place and name, what its rows are about, and the levels of that whose last number is told. */
export type SummaryPart = {
  readonly place: number;
  readonly table: string;
  readonly code: string | null;
  readonly shown: readonly number[];
};

/** What to tell of the tables that have rows: of each the codes that most patients of `records` have, among those with numbers. `schema` describes `records`. */
export function summaryParts(
  { tables }: PatientRecords,
  schema: { readonly tables: readonly { readonly name: string; readonly code?: string }[] },
): readonly SummaryPart[] {
  return schema.tables.flatMap(({ name, code = null }, place) => {
    const { owner, rows } = tables[place]!;
    if (owner.length === 0) return [];
    const codes = codesOf(rows, code);
    const numbers = numberOf(rows);
    if (codes === null || numbers === null) return [{ place, table: name, code, shown: [] }];
    const patients = new Map<number, Set<number>>();
    owner.forEach((patient, row) => {
      const level = codes[row]!;
      if (level < 0 || Number.isNaN(numbers[row]!)) return;
      const found = patients.get(level) ?? new Set();
      patients.set(level, found.add(patient));
    });
    const most = [...patients].sort(([a, x], [b, y]) => y.size - x.size || a - b);
    return [{ place, table: name, code, shown: most.slice(0, CODES_SHOWN).map(([level]) => level) }];
  });
}

/**
 * One row per patient, few enough columns for people to read: the patient's own, for every table the number of rows, and for codes with numbers the
 * last one (NaN: none). `leftOut`: columns of the patient that are not told. The same columns for all records of one description and `parts` (summaryParts). For attacks there is patientTrajectories.
 */
export function patientSummary(
  { patients, tables }: PatientRecords,
  parts: readonly SummaryPart[],
  leftOut: readonly string[] = [],
): MixedTable {
  const columns: MixedColumn[] = patients.columns.filter(({ name }) => !leftOut.includes(name));
  const add = (name: string, values: Float64Array, decimals: number) =>
    columns.push({ name, kind: "number", values, decimals });
  parts.forEach(({ place, table: name, code, shown }) => {
    const { owner, rows } = tables[place]!;
    const starts = firstRows(owner, patients.rows);
    add(
      `rows of ${name}`,
      Float64Array.from({ length: patients.rows }, (_, p) => starts[p + 1]! - starts[p]!),
      0,
    );
    const codes = codesOf(rows, code);
    const numbers = numberOf(rows);
    const column = rows.columns.find((each) => each.name === code);
    for (const level of shown) {
      const last = new Float64Array(patients.rows).fill(Number.NaN);
      owner.forEach((patient, row) => {
        if (codes![row] === level && !Number.isNaN(numbers![row]!)) last[patient] = numbers![row]!;
      });
      const about = column?.kind === "category" ? codeWords(column.levels[level]!) : "";
      add(`last of ${about} (${name})`, last, DECIMALS);
    }
  });
  return { rows: patients.rows, columns };
}

/** A code in words: cells kept as a JSON list read as one text. */
export function codeWords(level: string): string {
  if (!level.startsWith("[")) return level;
  const cells = JSON.parse(level) as readonly (string | number | null)[];
  // The source's word says more than OMOP's numbers.
  const words = cells.filter((cell) => typeof cell === "string");
  return (words.length > 0 ? words : cells.filter((cell) => cell !== null)).join(" ");
}

function codesOf({ columns }: RowTable["rows"], code: string | null): Int32Array | null {
  const column = columns.find(({ name }) => name === code);
  return column?.kind === "category" ? column.codes : null;
}

function numberOf({ columns }: RowTable["rows"]): Float64Array | null {
  const column = columns.find(({ kind }) => kind === "number");
  return column?.kind === "number" ? column.values : null;
}
