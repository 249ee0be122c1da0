import type { MixedTable } from "../../../math/mixedTable.ts";
import { normalCdf } from "../../../math/normalCdf.ts";
import { normalQuantile } from "../../../math/normalQuantile.ts";
import { keystream } from "../../../random/keystream.ts";

/**
 * As many records from the naive Gaussian copula of a table without missing cells: every column, categories by their place in the list, is
 * turned into normal scores by its ranks, the scores' correlations make a normal distribution, and its draws go back through each column's
 * sorted cells. Fixed stream. It keeps all columns' distributions and all monotone pairs, and nothing else.
 */
export function gaussianCopula(table: MixedTable): MixedTable {
  const { rows, columns } = table;
  const sorted = columns.map((column) =>
    Float64Array.from(column.kind === "number" ? column.values : column.codes).sort(),
  );
  const scores = columns.map((column, c) =>
    Float64Array.from(column.kind === "number" ? column.values : column.codes, (cell) => {
      const cells = sorted[c]!;
      const middle = (countBelow(cells, cell) + countBelow(cells, cell + 1e-9)) / 2;
      return normalQuantile(middle / rows);
    }),
  );
  const factor = choleskyOf(scores.map((a) => scores.map((b) => correlation(a, b))));
  const { nextUint32 } = keystream(new Uint8Array(32), "copula");
  const drawn = columns.map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const normal = columns.map(() => normalQuantile((nextUint32() + 0.5) / 4294967296));
    columns.forEach((_, c) => {
      const score = factor[c]!.reduce((sum, weight, k) => sum + weight * normal[k]!, 0);
      drawn[c]![row] = sorted[c]![Math.min(rows - 1, Math.floor(normalCdf(score) * rows))]!;
    });
  }
  return {
    rows,
    columns: columns.map((column, c) =>
      column.kind === "number"
        ? { ...column, values: drawn[c]! }
        : { ...column, codes: Int32Array.from(drawn[c]!) },
    ),
  };
}

function countBelow(cells: Float64Array, value: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: Float64Array, y: Float64Array, mx: number, my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return product(a, b, meanA, meanB) / Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB));
}

function choleskyOf(matrix: readonly number[][]): number[][] {
  const factor: number[][] = [];
  for (const [i, line] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j <= i; j++) {
      const rest =
        line[j]! - own.reduce((sum, cell, k) => (k < j ? sum + cell * (factor[j]?.[k] ?? cell) : sum), 0);
      own.push(i === j ? Math.sqrt(Math.max(0, rest)) : rest / factor[j]![j]!);
    }
    factor.push(own);
  }
  return factor;
}
