import type { PatientRecords } from "../../math/patientRecords.ts";
import { categoryCells } from "./categoryCells.ts";
import { numberCells } from "./numberCells.ts";
import { parentPlaces } from "./parentPlaces.ts";
import type { SequenceSchema } from "./sequenceSchema.ts";

/** Rows that break a rule, by kind. */
export type SequenceViolations = {
  /** An owner that is no patient, or a parent that is no row of the same patient. */
  readonly foreignKeys: number;
  /** A day before that of the row before it, of its parent, or after the end of follow-up; a day that is not a whole number. */
  readonly order: number;
  /** Patients with more rows than the cap. */
  readonly caps: number;
  /** A code that a patient may have once, again. */
  readonly once: number;
  /** Patients whose rows do not add up. */
  readonly sums: number;
};

/** Counts what breaks the description in any records, real or synthetic. Rules between patient columns are counted by `tabular`'s own check. */
export function violationsOf(records: PatientRecords, schema: SequenceSchema): SequenceViolations {
  const { patients, tables } = records;
  const found = { foreignKeys: 0, order: 0, caps: 0, once: 0, sums: 0 };
  const until = schema.until === undefined ? null : numberCells(patients, schema.until);
  const above = parentPlaces(schema);
  tables.forEach(({ owner, parent, days, rows }, t) => {
    const { code, mostRows, once, sum } = schema.tables[t]!;
    const counts = new Int32Array(patients.rows);
    const totals = new Float64Array(patients.rows);
    const added = sum === undefined ? null : numberCells(rows, sum.column);
    const codes = code === undefined ? null : categoryCells(rows, code);
    const single = new Set((once ?? []).map((level) => codes?.levels.indexOf(level)));
    const seen = new Set<string>();
    owner.forEach((patient, row) => {
      if (!(patient >= 0 && patient < patients.rows) || (row > 0 && owner[row - 1]! > patient)) {
        found.foreignKeys++;
        return;
      }
      counts[patient]!++;
      if (added !== null) totals[patient]! += added[row]!;
      const day = days[row]!;
      const visits = tables[above[t]!];
      const visit = parent?.[row] ?? -1;
      if (parent !== null && visits?.owner[visit] !== patient) found.foreignKeys++;
      const isLate = until !== null && day > until[patient]!;
      const isEarly =
        (row > 0 && owner[row - 1] === patient && parent === null && days[row - 1]! > day) ||
        (visits !== undefined && visits.days[visit]! > day);
      if (isLate || isEarly || !Number.isInteger(day)) found.order++;
      const level = codes?.codes[row];
      if (level === undefined || !single.has(level)) return;
      if (seen.has(`${patient} ${level}`)) found.once++;
      seen.add(`${patient} ${level}`);
    });
    for (const count of counts) if (count > mostRows) found.caps++;
    if (sum === undefined) return;
    const wanted = numberCells(patients, sum.patientColumn);
    totals.forEach((total, patient) => {
      const scale = Math.max(1, Math.abs(total));
      if (counts[patient]! > 0 && Math.abs(total - wanted[patient]!) > 1e-9 * scale) found.sums++;
    });
  });
  return found;
}
