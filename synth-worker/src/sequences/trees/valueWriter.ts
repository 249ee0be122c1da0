import type { fastStream } from "../../random/fastStream.ts";
import type { FittedStep } from "../../trees/model/treesModel.ts";
import { cellOf } from "../history/cellOf.ts";
import type { RowModel } from "./fitRows.ts";
import type { Donor } from "./pickDonor.ts";

const LEAST_PAIRS = 8;

/**
 * How a step's number is made of its donor's (see drawRows); `key` is the row's code, or for the gap whether it is the first. `cells` holds what is
 * known of the row.
 */
export function valueWriter(
  { layout, coded, scales, isFirst }: RowModel,
  { step, trees }: FittedStep,
  stream: ReturnType<typeof fastStream>,
): (donor: Donor, key: number, cells: Float64Array) => number {
  const column = coded.table.columns[step.column]!;
  const scale = scales.get(step.column);
  if (column.kind !== "number" || scale === undefined || step.kind !== "number") return () => Number.NaN;
  const { at, lastOf } = layout;
  const isGap = step.column === at.gap;
  const lastAt = isGap ? null : lastOf[step.column - at.values]!.last;
  const codes = at.code === null ? null : coded.table.columns[at.code]!;
  const keyOf = (record: number) => (isGap ? isFirst[record]! : codes === null ? 0 : cellOf(codes, record));
  const scoreAt = (of: number, record: number) =>
    scale.score(keyOf(record), cellOf(coded.table.columns[of]!, record));
  const slopes = trees.map(() => new Map<number, number>());
  return ({ record, tree, leaf }, key, cells) => {
    const own = codes === null && !isGap ? 0 : key;
    if (!scale.isSmooth(own)) return column.values[record]!;
    let score = scoreAt(step.column, record);
    if (lastAt !== null) {
      const [mine, theirs] = [scale.score(own, cells[lastAt]!), scoreAt(lastAt, record)];
      if (!Number.isNaN(mine) && !Number.isNaN(theirs)) {
        let slope = slopes[tree]!.get(leaf);
        if (slope === undefined) {
          const { records, start, end } = trees[tree]!.tree;
          const some = records.subarray(start[leaf]!, end[leaf]!);
          slope = slopeOf(
            Array.from(some, (r) => scoreAt(lastAt, r)),
            Array.from(some, (r) => scoreAt(step.column, r)),
          );
          slopes[tree]!.set(leaf, slope);
        }
        score += slope * (mine - theirs);
      }
    }
    return scale.value(own, score, stream.nextUint32() / 4294967296);
  };
}

/** Least-squares slope of `to` on `from` over the pairs that have both, between 0 and 1; 0 for fewer than eight. */
function slopeOf(from: readonly number[], to: readonly number[]): number {
  const pairs = from.flatMap((x, i) =>
    Number.isNaN(x) || Number.isNaN(to[i]!) ? [] : [[x, to[i]!] as const],
  );
  if (pairs.length < LEAST_PAIRS) return 0;
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / pairs.length;
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / pairs.length;
  let products = 0;
  let squares = 0;
  for (const [x, y] of pairs) {
    products += (x - meanX) * (y - meanY);
    squares += (x - meanX) * (x - meanX);
  }
  return squares === 0 ? 0 : Math.max(0, Math.min(1, products / squares));
}
