import { firstRows } from "../../math/firstRows.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { pickRecords } from "../../math/pickRecords.ts";

/** Whole patients with all that is theirs, in the order given, keys renumbered; `parents` as parentPlaces gives them. */
export function pickPatients(
  { patients, tables }: PatientRecords,
  chosen: ArrayLike<number>,
  parents: readonly number[],
): PatientRecords {
  const places: Int32Array[] = [];
  const picked = tables.map((table, t): RowTable => {
    const starts = firstRows(table.owner, patients.rows);
    const rows: number[] = [];
    const owner: number[] = [];
    const moved = new Int32Array(table.owner.length).fill(-1);
    for (let i = 0; i < chosen.length; i++)
      for (let row = starts[chosen[i]!]!; row < starts[chosen[i]! + 1]!; row++) {
        moved[row] = rows.length;
        rows.push(row);
        owner.push(i);
      }
    places.push(moved);
    const above = places[parents[t]!];
    return {
      owner: Int32Array.from(owner),
      parent: table.parent === null ? null : Int32Array.from(rows, (row) => above![table.parent![row]!]!),
      days: Float64Array.from(rows, (row) => table.days[row]!),
      rows: pickRecords(table.rows, Int32Array.from(rows)),
    };
  });
  return { patients: pickRecords(patients, Int32Array.from(chosen)), tables: picked };
}
