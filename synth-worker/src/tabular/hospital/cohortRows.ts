import type { CohortCondition, DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { cohortCells } from "../sums/cohortCells.ts";

/** inside[row] = 1 for the records that meet all of an order's conditions; every record without any. Throws E1006, E2014. */
export function cohortRows(
  table: EncodedTable,
  schema: DatasetSchema,
  cohort: readonly CohortCondition[] | undefined,
): Uint8Array {
  const inside = new Uint8Array(table.rows).fill(1);
  for (const { column, allowed } of cohortCells(schema, cohort ?? [])) {
    const cells = table.columns[column]!;
    for (let row = 0; row < table.rows; row++) if (allowed[cells[row]!] !== 1) inside[row] = 0;
  }
  return inside;
}
