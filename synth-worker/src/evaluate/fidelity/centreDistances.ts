import type { MixedPoints } from "./mixedPoints.ts";

/**
 * Distances of points to the centre of mass of `around`: for numbers the mean, for a code the shares of its levels (the mean of the one-hot
 * vectors that MixedPoints stands for, so a code adds (1 - 2 share[own] + sum share^2) / 2 to the square).
 */
export function centreDistances(points: MixedPoints, around: MixedPoints): Float64Array {
  const squares = new Float64Array(points.rows);
  around.numbers.forEach((column, c) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / around.rows;
    const own = points.numbers[c]!;
    for (let row = 0; row < squares.length; row++) squares[row]! += (own[row]! - mean) * (own[row]! - mean);
  });
  around.codes.forEach((column, c) => {
    const shares = new Map<number, number>();
    for (const code of column) shares.set(code, (shares.get(code) ?? 0) + 1 / around.rows);
    let concentration = 0;
    for (const share of shares.values()) concentration += share * share;
    const own = points.codes[c]!;
    for (let row = 0; row < squares.length; row++)
      squares[row]! += Math.max(0, 1 - 2 * (shares.get(own[row]!) ?? 0) + concentration) / 2;
  });
  return squares.map(Math.sqrt);
}
