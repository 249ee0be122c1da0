import type { MixedTable } from "../../../math/mixedTable.ts";

/** A column's cells over all tables, of a category the places of its levels. */
export function numbers(tables: readonly MixedTable[], name: string): number[] {
  return tables.flatMap(({ columns }) => {
    const column = columns.find((each) => each.name === name)!;
    return Array.from(column.kind === "number" ? column.values : column.codes);
  });
}
