import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import type { Workload } from "../messages/orderSpec.ts";

/**
 * The workload of a buyer who wants to explain or predict one column: the outcome with every other column, and the schema's own pairs of the
 * others. Throws E1006 when the outcome is no column of the schema.
 */
export function outcomeWorkload(schema: DatasetSchema, outcome: string): Workload {
  const names = schema.columns.map((column) => column.name);
  if (!names.includes(outcome))
    throw new SymbolonError("E1006", {
      document: "workload",
      reason: `the outcome ${outcome} is not a column of the schema`,
    });
  return [
    ...names.filter((name) => name !== outcome).map((name) => [name, outcome]),
    ...schema.pairs.filter((pair) => !pair.includes(outcome)).map((pair) => [...pair]),
  ];
}
