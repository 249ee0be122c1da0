import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EncodedTable } from "../math/encodedTable.ts";
import { keystream } from "../random/keystream.ts";
import { cliquesUpTo } from "./cliquesUpTo.ts";
import { independenceError } from "./independenceError.ts";
import { marginalError } from "./marginalError.ts";
import { adultMissing, adultTable } from "./test-support/adultTable.ts";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} +- ${tolerance}`);

/** A table of 4 columns with sizes as given and random rows. */
const tables = (sizes: readonly number[]): fc.Arbitrary<EncodedTable> =>
  fc
    .array(fc.tuple(...sizes.map((size) => fc.nat(size - 1))), { minLength: 1, maxLength: 40 })
    .map((rows) => ({
      sizes,
      rows: rows.length,
      columns: sizes.map((_, column) => Uint16Array.from(rows, (row) => row[column]!)),
    }));

/** sum |p - q| by a map from written cells, the definition without any array of cells. */
function slowly(a: EncodedTable, b: EncodedTable, set: readonly number[]): number {
  const gaps = new Map<string, number>();
  for (const [table, sign] of [
    [a, 1],
    [b, -1],
  ] as const)
    for (let row = 0; row < table.rows; row++) {
      const cell = set.map((column) => table.columns[column]![row]).join();
      gaps.set(cell, (gaps.get(cell) ?? 0) + sign / table.rows);
    }
  return [...gaps.values()].reduce((sum, gap) => sum + Math.abs(gap), 0);
}

test("the error is the mean of sum |p - q|, with few cells and with many, and tables of different lengths", () => {
  const sizes = [2, 3, 40, 50];
  fc.assert(
    fc.property(tables(sizes), tables(sizes), (a, b) => {
      const sets = [1, 2, 3, 4].flatMap((order) => cliquesUpTo(sizes, order));
      const expected = sets.reduce((sum, set) => sum + slowly(a, b, set), 0) / sets.length;
      near(marginalError(a, b, sets), expected, 1e-12);
      assert.equal(marginalError(a, a, sets), 0);
    }),
    { numRuns: 50 },
  );
});

test("independence is the distance to the product of the columns, cell by cell", () => {
  const sizes = [2, 3, 7];
  fc.assert(
    fc.property(tables(sizes), (table) => {
      const share = (column: number, level: number) =>
        Array.from(table.columns[column]!).filter((cell) => cell === level).length / table.rows;
      let expected = 0;
      for (let x = 0; x < 2; x++)
        for (let y = 0; y < 3; y++)
          for (let z = 0; z < 7; z++) {
            let here = 0;
            for (let row = 0; row < table.rows; row++)
              here += Number(
                table.columns[0]![row] === x && table.columns[1]![row] === y && table.columns[2]![row] === z,
              );
            expected += Math.abs(here / table.rows - share(0, x) * share(1, y) * share(2, z));
          }
      near(independenceError(table, [[0, 1, 2]]), expected, 1e-12);
    }),
    { numRuns: 30 },
  );
});

test("independence is measured against the table's own columns", () => {
  const copied: EncodedTable = {
    sizes: [2, 2],
    rows: 4,
    columns: [Uint8Array.of(0, 0, 1, 1), Uint8Array.of(0, 0, 1, 1)],
  };
  assert.equal(independenceError(copied, [[0, 1]]), 1);
  assert.equal(independenceError(copied, [[0], [1]]), 0);
  const crossed = { ...copied, columns: [Uint8Array.of(0, 0, 1, 1), Uint8Array.of(0, 1, 0, 1)] };
  assert.equal(independenceError(crossed, [[0, 1]]), 0);
});

test("what cannot be compared is refused", () => {
  const one: EncodedTable = { sizes: [2], rows: 1, columns: [Uint8Array.of(1)] };
  const none: EncodedTable = { sizes: [2], rows: 0, columns: [new Uint8Array(0)] };
  for (const wrong of [
    () => marginalError(one, one, []),
    () => marginalError(one, none, [[0]]),
    () => marginalError(one, { ...one, sizes: [3] }, [[0]]),
    () => marginalError(one, one, [[1]]),
    () => marginalError(one, one, [[]]),
    () => independenceError(one, []),
    () => independenceError(none, [[0]]),
    () => cliquesUpTo([2], 2),
    () => cliquesUpTo([2], 0),
  ])
    assert.throws(wrong, RangeError);
  const wide = { ...one, sizes: [2 ** 13, 2 ** 13], columns: [Uint16Array.of(1), Uint16Array.of(1)] };
  assert.throws(() => marginalError(wide, wide, [[0, 1]]), RangeError);
});

test("Adult: the protocol's marginals, independent columns and the bootstrap floor as published", {
  skip: adultMissing,
}, () => {
  const adult = adultTable();
  const workloads = [
    cliquesUpTo(adult.sizes, 1),
    cliquesUpTo(adult.sizes, 2),
    cliquesUpTo(adult.sizes, 3),
    cliquesUpTo(adult.sizes, 3, 10_000),
  ];
  assert.deepEqual(
    workloads.map((sets) => sets.length),
    [14, 91, 364, 210],
  );
  const stream = keystream(new Uint8Array(32), "adult");
  const picked = (choose: (levels: ArrayLike<number>) => Uint8Array): EncodedTable => ({
    ...adult,
    columns: adult.columns.map(choose),
  });
  const errors = (other: EncodedTable) => workloads.map((sets) => marginalError(adult, other, sets));
  // Fixed seed, so no false alarm; other seeds spread by about a third of each tolerance.
  const independent = errors(picked((levels) => shuffled(levels, stream.nextBelow)));
  assert.equal(independent[0], 0);
  [0.1522, 0.343, 0.3711].forEach((anchor, index) => {
    near(independent[index + 1]!, anchor, anchor * 0.01);
  });
  const rows = Uint32Array.from({ length: adult.rows }, () => stream.nextBelow(adult.rows));
  const resampled = errors(picked((levels) => Uint8Array.from(rows, (row) => levels[row]!)));
  [
    [0.0094, 0.003],
    [0.03, 0.004],
    [0.07, 0.004],
    [0.0477, 0.005],
  ].forEach(([anchor, tolerance], index) => {
    near(resampled[index]!, anchor!, tolerance!);
  });
  // A file drawn from the product has sampling error on top of the product's own.
  workloads.slice(1).forEach((sets, index) => {
    const product = independenceError(adult, sets);
    assert.ok(product < independent[index + 1]! && product > 0.95 * independent[index + 1]!, `${product}`);
  });
});

/** The levels in random order (Fisher and Yates): the column keeps its distribution and loses its relations. */
function shuffled(levels: ArrayLike<number>, nextBelow: (n: number) => number): Uint8Array {
  const out = Uint8Array.from(levels);
  for (let last = out.length - 1; last > 0; last--) {
    const other = nextBelow(last + 1);
    [out[last], out[other]] = [out[other]!, out[last]!];
  }
  return out;
}
