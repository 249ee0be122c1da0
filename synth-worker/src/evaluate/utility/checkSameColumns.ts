import type { MixedTable } from "../../math/mixedTable.ts";

/** Throws RangeError, naming the column, unless the tables have the same columns in the same order, categories with the same levels. */
export function checkSameColumns(table: MixedTable, other: MixedTable): void {
  if (table.columns.length !== other.columns.length)
    throw new RangeError("the tables have different columns");
  table.columns.forEach((column, c) => {
    const twin = other.columns[c]!;
    const same =
      column.name === twin.name &&
      (column.kind === "number"
        ? twin.kind === "number"
        : twin.kind === "category" &&
          column.levels.length === twin.levels.length &&
          column.levels.every((level, place) => level === twin.levels[place]));
    if (!same) throw new RangeError(`column ${column.name} is not the same in both tables`);
  });
}
