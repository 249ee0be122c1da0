import type { StatisticDimension } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { columnNamed } from "./columnNamed.ts";
import { numberReader } from "./numberReader.ts";

/** Names of a dimension's cells: its levels or bins, and a last one for what is missing or in no level. */
export function dimensionLabels(dimension: StatisticDimension): string[] {
  const cells =
    "levels" in dimension
      ? dimension.levels
      : dimension.edges.slice(1).map((below, i) => `${dimension.edges[i]} to below ${below}`);
  return [...cells, "(missing)"];
}

/**
 * The place of a row in dimensionLabels. A number outside the bins counts in the nearer end's. Throws RangeError for a column that is not
 * there, or a category where levels of a number are asked for.
 */
export function dimensionReader(table: MixedTable, dimension: StatisticDimension): (row: number) => number {
  if ("levels" in dimension) {
    const column = columnNamed(table, dimension.column);
    const last = dimension.levels.length;
    const places = new Map(dimension.levels.map((level, place) => [level, place]));
    if (column.kind === "number") {
      const byNumber = new Map(dimension.levels.map((level, place) => [Number(level), place]));
      return (row) => byNumber.get(column.values[row]!) ?? last;
    }
    const placeOf = column.levels.map((level) => places.get(level) ?? last);
    return (row) => placeOf[column.codes[row]!] ?? last;
  }
  const numberAt = numberReader(table, dimension.column);
  const { edges } = dimension;
  const bins = edges.length - 1;
  return (row) => {
    const number = numberAt(row);
    if (Number.isNaN(number)) return bins;
    // The last bin that starts at or before the number; the first when none does.
    let low = 0;
    let high = bins - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (edges[middle]! <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
