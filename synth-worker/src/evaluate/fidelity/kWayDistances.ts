import type { EncodedTable } from "../../math/encodedTable.ts";
import { MEAN_ABSOLUTE_NORMAL } from "../../math/meanAbsoluteNormal.ts";

/** Above this many columns (9,880 triples) 3-way tables are not counted. */
const MAX_TRIPLE_COLUMNS = 40;

/** One figure per set of columns, sets in lexicographic order; `null`: not counted. */
export type KWayFigures = {
  readonly oneWay: Float64Array;
  readonly twoWay: Float64Array;
  readonly threeWay: Float64Array | null;
};

/**
 * Total variation distances 1/2 sum |p - q|, 0 to 1, of all 1-, 2- and 3-way tables of two coded files (exact up to the last division:
 * integers are summed), and what is to be `expected` of two samples of these sizes from `reference`'s own shares: 1/2 sum
 * sqrt(2/pi p(1-p)(1/n + 1/m)), the half-normal mean of each cell's difference (synth.md 3, "accuracy"). 3-way tables are left out below
 * 3 and above 40 columns, and where `order` is 2. O(rows) per table, one byte per cell read.
 * Throws RangeError for an empty file, different columns, or a column of more than 255 bins.
 */
export function kWayDistances(
  reference: EncodedTable,
  other: EncodedTable,
  order: 2 | 3 = 3,
): { readonly tvd: KWayFigures; readonly expected: KWayFigures } {
  const { sizes, rows: n } = reference;
  const m = other.rows;
  if (n === 0 || m === 0) throw new RangeError("a table without rows has no distribution");
  if (other.sizes.length !== sizes.length || sizes.some((size, c) => size !== other.sizes[c]))
    throw new RangeError("the tables have different columns");
  if (sizes.some((size) => size > 255)) throw new RangeError("a column has more than 255 bins");
  const d = sizes.length;
  const triples = order === 3 && d >= 3 && d <= MAX_TRIPLE_COLUMNS;
  const figures = () => ({
    oneWay: new Float64Array(d),
    twoWay: new Float64Array((d * (d - 1)) / 2),
    threeWay: triples ? new Float64Array((d * (d - 1) * (d - 2)) / 6) : null,
  });
  const tvd = figures();
  const expected = figures();

  const [first, second, third] = [...sizes].sort((a, b) => b - a);
  const most = (first ?? 0) * (second ?? 1) * (triples ? third! : 1);
  const countsA = new Int32Array(most);
  const countsB = new Int32Array(most);
  const noise = MEAN_ABSOLUTE_NORMAL * Math.sqrt(1 / n + 1 / m);
  /** Compares the first `cells` counts, writes both figures at `index`, and leaves zeros. */
  const settle = (cells: number, index: number, into: "oneWay" | "twoWay" | "threeWay"): void => {
    let gaps = 0;
    let spread = 0;
    for (let cell = 0; cell < cells; cell++) {
      const a = countsA[cell]!;
      gaps += Math.abs(a * m - countsB[cell]! * n);
      if (a > 0) spread += Math.sqrt(a * (n - a));
    }
    tvd[into]![index] = gaps / (2 * n * m);
    expected[into]![index] = (noise * spread) / (2 * n);
    countsA.fill(0, 0, cells);
    countsB.fill(0, 0, cells);
  };

  const pairsA = new Uint16Array(n);
  const pairsB = new Uint16Array(m);
  let pair = 0;
  let triple = 0;
  for (let i = 0; i < d; i++) {
    count(reference.columns[i]!, countsA);
    count(other.columns[i]!, countsB);
    settle(sizes[i]!, i, "oneWay");
    for (let j = i + 1; j < d; j++) {
      const across = sizes[j]!;
      const cells = sizes[i]! * across;
      combine(reference.columns[i]!, reference.columns[j]!, across, pairsA);
      combine(other.columns[i]!, other.columns[j]!, across, pairsB);
      count(pairsA, countsA);
      count(pairsB, countsB);
      settle(cells, pair++, "twoWay");
      if (!triples) continue;
      for (let k = j + 1; k < d; k++) {
        countWith(pairsA, reference.columns[k]!, sizes[k]!, countsA);
        countWith(pairsB, other.columns[k]!, sizes[k]!, countsB);
        settle(cells * sizes[k]!, triple++, "threeWay");
      }
    }
  }
  return { tvd, expected };
}

type Cells = EncodedTable["columns"][number];

function count(cells: Cells, counts: Int32Array): void {
  for (let row = 0; row < cells.length; row++) counts[cells[row]!]!++;
}

function combine(rows: Cells, columns: Cells, across: number, out: Uint16Array): void {
  for (let row = 0; row < out.length; row++) out[row] = rows[row]! * across + columns[row]!;
}

function countWith(pairs: Uint16Array, last: Cells, across: number, counts: Int32Array): void {
  for (let row = 0; row < pairs.length; row++) counts[pairs[row]! * across + last[row]!]!++;
}
