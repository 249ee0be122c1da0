import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ShownTable, suppressCells } from "./suppressCells.ts";

/** Every figure of a table of these cells, in the order of `shownFigures`. */
function figures(cells: readonly number[], rows: number, columns: number): number[] {
  const row = Array.from({ length: rows }, (_, r) =>
    cells.slice(r * columns, (r + 1) * columns).reduce((sum, each) => sum + each, 0),
  );
  const column = Array.from({ length: columns }, (_, c) =>
    cells.filter((__, i) => i % columns === c).reduce((sum, each) => sum + each, 0),
  );
  return [...cells, ...row, ...column, row.reduce((sum, each) => sum + each, 0)];
}
const shownFigures = (shown: ShownTable) => [
  ...shown.counts,
  ...shown.rowTotals,
  ...shown.columnTotals,
  shown.total,
];

/** For every figure the least and most it can be in any table of cells up to `top` that agrees with all that is shown, by trying them all. */
function rangesOf(shown: ShownTable, rows: number, columns: number, top: number): [number, number][] {
  const known = shownFigures(shown);
  const ranges = known.map((): [number, number] => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  const cells = new Array<number>(rows * columns).fill(0);
  const visit = (i: number): void => {
    if (i > 0 && i % columns === 0) {
      const total = known[rows * columns + i / columns - 1];
      const sum = cells.slice(i - columns, i).reduce((all, each) => all + each, 0);
      if (total !== null && sum !== total) return;
    }
    if (i === cells.length) {
      const all = figures(cells, rows, columns);
      if (known.some((value, f) => value !== null && value !== all[f])) return;
      all.forEach((value, f) => {
        ranges[f] = [Math.min(ranges[f]![0], value), Math.max(ranges[f]![1], value)];
      });
      return;
    }
    const fixed = known[i] ?? null;
    for (let value = fixed ?? 0; value <= (fixed ?? top); value++) {
      cells[i] = value;
      visit(i + 1);
    }
  };
  visit(0);
  return ranges;
}

const tables = fc.constantFrom([1, 2], [1, 5], [2, 2], [2, 3], [3, 2], [3, 3]).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows!),
    columns: fc.constant(columns!),
    cells: fc.array(fc.integer({ min: 0, max: 3 }), {
      minLength: rows! * columns!,
      maxLength: rows! * columns!,
    }),
  }),
);

test("no small figure can be narrowed to fewer than k + 1 values, and what is shown is true", () => {
  const k = 2;
  let complements = 0;
  fc.assert(
    fc.property(tables, ({ rows, columns, cells }) => {
      const shown = suppressCells(cells, rows, columns, k);
      const truth = figures(cells, rows, columns);
      const ranges = rangesOf(shown, rows, columns, 3 + k);
      shownFigures(shown).forEach((value, f) => {
        if (value !== null) assert.equal(value, truth[f]);
        else if (truth[f]! >= k) complements++;
        if (truth[f]! >= k) return;
        assert.equal(value, null);
        assert.ok(
          ranges[f]![1] - ranges[f]![0] >= k,
          `figure ${f} of ${cells} (${rows} rows) lies in ${ranges[f]}`,
        );
      });
    }),
    { numRuns: 80, seed: 4 },
  );
  assert.ok(complements > 50, `${complements}`);
});

test("without complements the same search finds small cells out", () => {
  const cells = [1, 3, 3, 3];
  const onlySmall: ShownTable = {
    counts: [null, 3, 3, 3],
    rowTotals: [4, 6],
    columnTotals: [4, 6],
    total: 10,
  };
  assert.deepEqual(rangesOf(onlySmall, 2, 2, 5)[0], [1, 1]);
  assert.ok(suppressCells(cells, 2, 2, 2).counts.filter((each) => each === null).length === 4);
});

test("nothing is hidden that need not be", () => {
  assert.deepEqual(suppressCells([10, 20, 30, 40], 2, 2, 10).counts, [10, 20, 30, 40]);
  assert.equal(suppressCells([10, 20, 30, 40], 2, 2, 10).total, 100);
  // One row: the smallest other cell goes with the small one.
  assert.deepEqual(suppressCells([3, 50, 20, 100], 1, 4, 10).counts, [null, 50, null, 100]);
  // Two small cells that cannot make up for one another: a third goes too.
  assert.deepEqual(suppressCells([3, 50, 2, 100], 1, 4, 10).counts, [null, null, null, 100]);
  // A rectangle around the small cell, over the cheapest corners.
  assert.deepEqual(suppressCells([3, 40, 90, 50, 30, 80, 70, 99, 98], 3, 3, 10), {
    counts: [null, null, 90, null, null, 80, 70, 99, 98],
    rowTotals: [133, 160, 267],
    columnTotals: [123, 169, 268],
    total: 560,
  });
});

test("an empty table shows nothing, and only counts are taken", () => {
  assert.deepEqual(suppressCells([0, 0], 1, 2, 10), {
    counts: [null, null],
    rowTotals: [null],
    columnTotals: [null, null],
    total: null,
  });
  for (const cells of [[1], [1, -1], [1, 0.5], [1, Number.NaN]])
    assert.throws(() => suppressCells(cells, 1, 2, 10), RangeError);
});
