import type { MixedPoints } from "./mixedPoints.ts";

/** out[j] = squared distance of point `row` of `from` to point j of `to`. O(columns * to.rows), without allocation. */
export function squaredDistances(from: MixedPoints, row: number, to: MixedPoints, out: Float64Array): void {
  const { rows } = to;
  out.fill(0, 0, rows);
  for (let c = 0; c < to.numbers.length; c++) {
    const column = to.numbers[c]!;
    const own = from.numbers[c]![row]!;
    for (let j = 0; j < rows; j++) {
      const gap = own - column[j]!;
      out[j]! += gap * gap;
    }
  }
  for (let c = 0; c < to.codes.length; c++) {
    const column = to.codes[c]!;
    const own = from.codes[c]![row]!;
    for (let j = 0; j < rows; j++) out[j]! += own === column[j] ? 0 : 1;
  }
}
