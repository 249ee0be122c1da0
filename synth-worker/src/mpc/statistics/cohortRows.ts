import type { CohortCondition } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { levelReader } from "./levelReader.ts";
import { numberReader } from "./numberReader.ts";

/** The rows that meet all conditions, ascending; a missing cell meets none. Throws RangeError for columns and levels that are not there. */
export function cohortRows(table: MixedTable, cohort: readonly CohortCondition[] = []): Int32Array {
  const tests = cohort.map((condition): ((row: number) => boolean) => {
    const { column } = condition;
    if ("in" in condition) {
      const readers = condition.in.map((level) => levelReader(table, { column, level }));
      return (row) => readers.some((hasIt) => hasIt(row) === 1);
    }
    const numberAt = numberReader(table, column);
    const { from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = condition;
    return (row) => numberAt(row) >= from && numberAt(row) < below;
  });
  return Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
    tests.every((meets) => meets(row)),
  );
}
