import type { StatisticDimension } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { columnNamed } from "./columnNamed.ts";
import { numberReader } from "./numberReader.ts";

/** Names of a dimension's cells: its levels or bins, and where it asks for one a last one for what is missing or in no level. */
export function dimensionLabels(dimension: StatisticDimension): string[] {
  const cells =
    "levels" in dimension
      ? dimension.levels
      : dimension.edges.slice(1).map((below, i) => `${dimension.edges[i]} to below ${below}`);
  return dimension.missing ? [...cells, "(missing)"] : [...cells];
}

/**
 * The place of a row's level or bin, -1 when the cell is missing or in no level. A number outside the bins counts in the nearer end's. Throws
 * RangeError for a column that is not there.
 */
export function dimensionReader(
  table: MixedTable,
  dimension: { readonly column: string } & (
    | { readonly levels: readonly string[] }
    | { readonly edges: readonly number[] }
  ),
): (row: number) => number {
  if ("levels" in dimension) {
    const column = columnNamed(table, dimension.column);
    const places = new Map(dimension.levels.map((level, place) => [level, place]));
    if (column.kind === "number") {
      const byNumber = new Map(dimension.levels.map((level, place) => [Number(level), place]));
      return (row) => byNumber.get(column.values[row]!) ?? -1;
    }
    const placeOf = column.levels.map((level) => places.get(level) ?? -1);
    return (row) => placeOf[column.codes[row]!] ?? -1;
  }
  const numberAt = numberReader(table, dimension.column);
  const { edges } = dimension;
  const bins = edges.length - 1;
  return (row) => {
    const number = numberAt(row);
    if (Number.isNaN(number)) return -1;
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
