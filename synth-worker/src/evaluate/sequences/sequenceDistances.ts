import type { PatientRecords } from "../../math/patientRecords.ts";
import { sharesOf } from "./sharesOf.ts";
import { totalVariation } from "./totalVariation.ts";

/** Total variations between real and synthetic rows of one table; null where the table has no code. */
export type SequenceDistances = {
  /** Rows per patient. */
  readonly counts: number;
  /** Days between neighbouring rows, in bins that double. */
  readonly gaps: number;
  /** Days between neighbouring rows of the same code (how long a state lasts), with the code. */
  readonly dwells: number | null;
  /** Pairs of codes of neighbouring rows. */
  readonly transitions: number | null;
  /** Codes by time, in tenths of the real rows' days. */
  readonly prevalence: number | null;
  /** Codes by time and by the level of `state`, a category of the patient table. */
  readonly byState: number | null;
};

/** See SequenceDistances; `table` is the table's place, `code` and `state` name columns. Throws RangeError for a column that is not there. */
export function sequenceDistances(
  real: PatientRecords,
  synthetic: PatientRecords,
  {
    table,
    code,
    state,
  }: { readonly table: number; readonly code?: string | undefined; readonly state?: string | undefined },
): SequenceDistances {
  const days = real.tables[table]!.days.slice().sort();
  const cuts = Array.from({ length: 9 }, (_, i) => days[Math.floor(((i + 1) * days.length) / 10)] ?? 0);
  const compared = (keysOf: (records: PatientRecords) => Iterable<string>) =>
    totalVariation(sharesOf(keysOf(real)), sharesOf(keysOf(synthetic)));
  const timeOf = (day: number) => cuts.filter((cut) => cut <= day).length;
  const withCode = (keyOf: (records: PatientRecords, row: number, level: number) => string) =>
    code === undefined
      ? null
      : compared((records) => {
          const codes = codesOf(records.tables[table]!.rows, code);
          return Array.from(codes, (level, row) => keyOf(records, row, level));
        });
  return {
    counts: compared(({ patients, tables }) => {
      const counts = new Int32Array(patients.rows);
      for (const owner of tables[table]!.owner) counts[owner]!++;
      return Array.from(counts, String);
    }),
    gaps: compared((records) =>
      neighbours(records, table, (row) => gapBin(records.tables[table]!.days, row, row - 1)),
    ),
    dwells:
      code === undefined
        ? null
        : compared((records) => {
            const { owner, days: at, rows } = records.tables[table]!;
            const codes = codesOf(rows, code);
            const last = new Map<string, number>();
            return Array.from(owner).flatMap((patient, row) => {
              const key = `${patient} ${codes[row]}`;
              const before = last.get(key);
              last.set(key, row);
              return before === undefined ? [] : [`${codes[row]} ${gapBin(at, row, before)}`];
            });
          }),
    transitions:
      code === undefined
        ? null
        : compared((records) => {
            const codes = codesOf(records.tables[table]!.rows, code);
            return neighbours(records, table, (row) => `${codes[row - 1]} ${codes[row]}`);
          }),
    prevalence: withCode((records, row, level) => `${level} ${timeOf(records.tables[table]!.days[row]!)}`),
    byState:
      state === undefined
        ? null
        : withCode((records, row, level) => {
            const { owner, days: at } = records.tables[table]!;
            return `${codesOf(records.patients, state)[owner[row]!]} ${level} ${timeOf(at[row]!)}`;
          }),
  };
}

function neighbours({ tables }: PatientRecords, table: number, keyOf: (row: number) => string): string[] {
  const { owner } = tables[table]!;
  return Array.from(owner.keys()).flatMap((row) =>
    row > 0 && owner[row] === owner[row - 1] ? [keyOf(row)] : [],
  );
}

/** Bins that double: 0, 1, 2 to 3, 4 to 7 days and so on. */
function gapBin(days: Float64Array, row: number, before: number): string {
  return String(32 - Math.clz32(Math.max(0, days[row]! - days[before]!)));
}

function codesOf(table: PatientRecords["patients"], name: string): Int32Array {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "category") throw new RangeError(`there is no category column ${name}`);
  return column.codes;
}
