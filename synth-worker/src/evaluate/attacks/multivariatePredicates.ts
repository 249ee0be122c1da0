import { shuffle } from "../../random/shuffle.ts";
import { quantile } from "../quantile.ts";
import { type Condition, countMatches, type Predicate } from "./countMatches.ts";
import type { publicStream } from "./publicStream.ts";

/** Draws per predicate that is wanted: a file in which hardly anybody is unique must not be searched for ever. */
const MOST_DRAWS = 10;

/**
 * Up to `wanted` different statements that hold for exactly one record of the synthetic file (`cells` as `numericCells` gives them), built as
 * Anonymeter's multivariate attack builds them (Giomi et al., PoPETs 2023): a random record, `width` random columns; categories
 * and missing cells must be equal, numbers at or beyond the record's own, away from the column's median. At most 10 draws per statement.
 */
export function multivariatePredicates(
  cells: readonly Float64Array[],
  isCategory: readonly boolean[],
  width: number,
  wanted: number,
  stream: ReturnType<typeof publicStream>,
): Predicate[] {
  const rows = cells[0]?.length ?? 0;
  const medians = cells.map((column) => {
    const present = column.filter((cell) => !Number.isNaN(cell));
    return present.length === 0 ? 0 : quantile(present, 0.5);
  });
  const order = Int32Array.from(cells, (_, column) => column);
  const seen = new Set<string>();
  const predicates: Predicate[] = [];
  for (let draw = 0; rows > 0 && draw < wanted * MOST_DRAWS && predicates.length < wanted; draw++) {
    const row = stream.nextBelow(rows);
    shuffle(order, stream);
    const predicate = Array.from(order.slice(0, width).sort(), (column): Condition => {
      const cell = cells[column]![row]!;
      if (isCategory[column] || Number.isNaN(cell)) return { column, low: cell, high: cell };
      return cell >= medians[column]!
        ? { column, low: cell, high: Number.POSITIVE_INFINITY }
        : { column, low: Number.NEGATIVE_INFINITY, high: cell };
    });
    const key = predicate.map(({ column, low, high }) => `${column}:${low}:${high}`).join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    if (countMatches(cells, predicate, 2) === 1) predicates.push(predicate);
  }
  return predicates;
}
