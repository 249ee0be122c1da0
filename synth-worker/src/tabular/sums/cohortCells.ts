import { allowedCells, type CohortCondition, type DatasetSchema, SymbolonError } from "@symbolon/protocol";

/** A cohort's conditions by column number: allowed[cell] = 1 for what they let through. Throws E1006 and E2014 for one that does not fit the schema. */
export function cohortCells(
  schema: Pick<DatasetSchema, "columns">,
  cohort: readonly CohortCondition[],
): { column: number; allowed: Uint8Array }[] {
  return cohort.map((condition) => {
    const column = schema.columns.findIndex(({ name }) => name === condition.column);
    if (column < 0)
      throw new SymbolonError("E1006", {
        document: "cohort",
        reason: `${condition.column} is not a column of the schema`,
      });
    return { column, allowed: allowedCells(schema.columns[column]!, condition) };
  });
}
