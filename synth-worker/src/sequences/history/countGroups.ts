import type { RowTable } from "../../math/patientRecords.ts";
import type { CodeGroups } from "./codeGroups.ts";
import { groupOf } from "./groupOf.ts";

/** Per group of codes, how many rows each of `count` places has; row i hangs on place of[i]. */
export function countGroups(
  { rows }: RowTable,
  code: number,
  groups: CodeGroups,
  { of, count }: { readonly of: Int32Array; readonly count: number },
): Float64Array[] {
  const out = Array.from({ length: groups.count }, () => new Float64Array(count));
  const column = rows.columns[code];
  of.forEach((place, row) => {
    const level = column?.kind === "category" ? column.codes[row]! : -1;
    out[groupOf(groups, level)]![place]!++;
  });
  return out;
}
