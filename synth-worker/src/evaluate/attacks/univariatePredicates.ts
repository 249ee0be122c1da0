import { shuffle } from "../../random/shuffle.ts";
import type { Predicate } from "./countMatches.ts";
import type { publicStream } from "./publicStream.ts";

/**
 * Up to `wanted` different statements about one column that hold for exactly one record of the synthetic file (`cells` as `numericCells` gives them),
 * as in Anonymeter's univariate attack: a value that occurs once, the only missing cell, and for numbers "at most the smallest" and "at least
 * the greatest" where one record has it. Drawn at random from all there are.
 */
export function univariatePredicates(
  cells: readonly Float64Array[],
  isCategory: readonly boolean[],
  wanted: number,
  stream: ReturnType<typeof publicStream>,
): Predicate[] {
  const all: Predicate[] = [];
  cells.forEach((values, column) => {
    const sorted = values.filter((cell) => !Number.isNaN(cell)).sort();
    if (values.length - sorted.length === 1) all.push([{ column, low: Number.NaN, high: Number.NaN }]);
    const single = (at: number) => sorted[at] !== sorted[at - 1] && sorted[at] !== sorted[at + 1];
    for (let at = 0; at < sorted.length; at++)
      if (single(at)) all.push([{ column, low: sorted[at]!, high: sorted[at]! }]);
    const last = sorted.length - 1;
    if (isCategory[column] || last < 1) return;
    if (single(0)) all.push([{ column, low: Number.NEGATIVE_INFINITY, high: sorted[0]! }]);
    if (single(last)) all.push([{ column, low: sorted[last]!, high: Number.POSITIVE_INFINITY }]);
  });
  const order = Int32Array.from(all, (_, place) => place);
  shuffle(order, stream);
  return Array.from(order.slice(0, wanted), (place) => all[place]!);
}
