import type { EncodedTable } from "../math/encodedTable.ts";

/** Total variation of every 1-way and every 2-way table of two files, 0 (equal) to 1 (disjoint), and the two means. */
export type MarginalDistances = {
  readonly oneWay: readonly number[];
  /** Column pairs i < j in order (0,1), (0,2), ... */
  readonly twoWay: readonly { readonly columns: readonly [number, number]; readonly tvd: number }[];
  readonly meanOneWay: number;
  readonly meanTwoWay: number;
};

/**
 * Total variation distance 1/2 sum |p - q| of all 1-way and 2-way tables of cells. The mean over pairs is 0 when
 * there is only one column. Throws RangeError for an empty table or tables of different columns.
 */
export function marginalDistances(a: EncodedTable, b: EncodedTable): MarginalDistances {
  if (a.rows === 0 || b.rows === 0) throw new RangeError("a table without rows has no distribution");
  if (a.sizes.length !== b.sizes.length || a.sizes.some((size, i) => size !== b.sizes[i])) {
    throw new RangeError("the tables have different columns");
  }
  const oneWay = a.sizes.map((size, i) => distance(size, cellsOf(a, i), cellsOf(b, i)));
  const twoWay: { columns: [number, number]; tvd: number }[] = [];
  for (let i = 0; i < a.sizes.length; i++) {
    for (let j = i + 1; j < a.sizes.length; j++) {
      const size = a.sizes[i]! * a.sizes[j]!;
      twoWay.push({ columns: [i, j], tvd: distance(size, pairCells(a, i, j), pairCells(b, i, j)) });
    }
  }
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  return { oneWay, twoWay, meanOneWay: mean(oneWay), meanTwoWay: mean(twoWay.map(({ tvd }) => tvd)) };
}

function cellsOf(table: EncodedTable, column: number): Uint32Array {
  return Uint32Array.from(table.columns[column]!);
}

function pairCells(table: EncodedTable, i: number, j: number): Uint32Array {
  const first = table.columns[i]!;
  const second = table.columns[j]!;
  const across = table.sizes[j]!;
  return Uint32Array.from({ length: table.rows }, (_, row) => first[row]! * across + second[row]!);
}

function distance(size: number, a: Uint32Array, b: Uint32Array): number {
  const countsA = new Float64Array(size);
  const countsB = new Float64Array(size);
  for (const cell of a) countsA[cell]!++;
  for (const cell of b) countsB[cell]!++;
  let sum = 0;
  for (let cell = 0; cell < size; cell++)
    sum += Math.abs(countsA[cell]! / a.length - countsB[cell]! / b.length);
  return sum / 2;
}
