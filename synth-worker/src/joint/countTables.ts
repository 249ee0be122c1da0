import type { EncodedTable } from "../math/encodedTable.ts";
import { countCells } from "../tabular/mechanisms/countCells.ts";
import type { JointPlan } from "./jointPlan.ts";

/** A hospital's exact tables. SECRET: only its shares leave the hospital. */
export type HospitalTables = {
  /** Counts of all cliques of the plan, one after the other. */
  readonly counts: Float64Array;
  /** One row each. */
  readonly patients: number;
};

/** Counts records, one row per patient, coded as the schema's columns say. Throws RangeError for a table of other columns. */
export function countTables(plan: Pick<JointPlan, "cliques" | "sizes">, table: EncodedTable): HospitalTables {
  const { cliques, sizes } = plan;
  if (table.sizes.length !== sizes.length || table.sizes.some((size, i) => size !== sizes[i]))
    throw new RangeError("the records have other columns than the order");
  const counts = new Float64Array(cliques.reduce((sum, { cells }) => sum + cells, 0));
  let at = 0;
  for (const { columns, cells } of cliques) {
    counts.set(countCells(table.columns, sizes, columns), at);
    at += cells;
  }
  return { counts, patients: table.rows };
}
