import type { EncodedTable } from "../math/encodedTable.ts";

/** Records as points, row-major: coordinate d of record r is values[r * dimensions + d]. */
export type Points = { readonly rows: number; readonly dimensions: number; readonly values: Float64Array };

/** Encoded records as points in the unit cube: every column's cells are spread evenly over [0, 1]. */
export function pointsOf(table: EncodedTable): Points {
  const dimensions = table.sizes.length;
  const values = new Float64Array(table.rows * dimensions);
  table.columns.forEach((cells, d) => {
    const range = Math.max(1, table.sizes[d]! - 1);
    for (let row = 0; row < table.rows; row++) values[row * dimensions + d] = cells[row]! / range;
  });
  return { rows: table.rows, dimensions, values };
}

/** `count` of the points, evenly spaced along the file (all of them when there are no more). */
export function evenSample(points: Points, count: number): Points {
  if (count >= points.rows) return points;
  const { dimensions, values } = points;
  const out = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * points.rows) / count);
    out.set(values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  }
  return { rows: count, dimensions, values: out };
}
