import { shuffle } from "../../random/shuffle.ts";
import type { Condition, Predicate } from "./countMatches.ts";
import type { publicStream } from "./publicStream.ts";

/**
 * `wanted` statements such as anybody could make who knows the columns and their values but no record: `width` random columns, each with the
 * value of a random record of the file (`cells` as `numericCells` gives them); numbers are compared with "equal", "at most" or "at least" at random.
 */
export function randomPredicates(
  cells: readonly Float64Array[],
  isCategory: readonly boolean[],
  width: number,
  wanted: number,
  stream: ReturnType<typeof publicStream>,
): Predicate[] {
  const order = Int32Array.from(cells, (_, column) => column);
  return Array.from({ length: wanted }, () => {
    shuffle(order, stream);
    return Array.from(order.slice(0, width), (column): Condition => {
      const cell = cells[column]![stream.nextBelow(cells[column]!.length)]!;
      const test = isCategory[column] || Number.isNaN(cell) ? 0 : stream.nextBelow(3);
      return {
        column,
        low: test === 1 ? Number.NEGATIVE_INFINITY : cell,
        high: test === 2 ? Number.POSITIVE_INFINITY : cell,
      };
    });
  });
}
