import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { categoryCells } from "./categoryCells.ts";
import { numberCells } from "./numberCells.ts";
import { parentPlaces } from "./parentPlaces.ts";
import type { SequenceSchema } from "./sequenceSchema.ts";

/**
 * Records that a model may learn from: rows beyond a patient's cap, after the end of follow-up, or with a code that occurs a second time though
 * it may once, or that hang on another patient's row, are left out with the rows that hang on them, and counted. Every decision looks at one patient alone, so the caps bound what one
 * patient can change. The first rows of a patient are kept.
 */
export function keepModelled(
  { patients, tables }: PatientRecords,
  schema: SequenceSchema,
): { readonly records: PatientRecords; readonly leftOut: readonly number[] } {
  const until = schema.until === undefined ? null : numberCells(patients, schema.until);
  const above = parentPlaces(schema);
  const places: Int32Array[] = [];
  const leftOut: number[] = [];
  const kept = tables.map(({ owner, parent, days, rows }, t): RowTable => {
    const { code, mostRows, once = [] } = schema.tables[t]!;
    const codes = code === undefined ? null : categoryCells(rows, code);
    const single = new Set(once.map((level) => codes!.levels.indexOf(level)));
    const counts = new Int32Array(patients.rows);
    const seen = new Set<string>();
    const moved = new Int32Array(owner.length).fill(-1);
    const visits = places[above[t]!];
    const chosen: number[] = [];
    owner.forEach((patient, row) => {
      const level = codes?.codes[row] ?? -1;
      const key = `${patient} ${level}`;
      const visit = parent?.[row] ?? -1;
      if (visits !== undefined && (tables[above[t]!]!.owner[visit] !== patient || visits[visit]! < 0)) return;
      if (until !== null && days[row]! > until[patient]!) return;
      if (single.has(level) && seen.has(key)) return;
      if (counts[patient]! === mostRows) return;
      counts[patient]!++;
      seen.add(key);
      moved[row] = chosen.length;
      chosen.push(row);
    });
    places.push(moved);
    leftOut.push(owner.length - chosen.length);
    return {
      owner: Int32Array.from(chosen, (row) => owner[row]!),
      parent: parent === null ? null : Int32Array.from(chosen, (row) => visits![parent[row]!]!),
      days: Float64Array.from(chosen, (row) => days[row]!),
      rows: pickRecords(rows, Int32Array.from(chosen)),
    };
  });
  return { records: { patients, tables: kept }, leftOut };
}
