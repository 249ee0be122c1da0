import assert from "node:assert/strict";
import { test } from "node:test";
import type { EncodedTable } from "../math/encodedTable.ts";
import { keystream } from "../random/keystream.ts";
import { countTables } from "./countTables.ts";

const sizes = [3, 2, 4];
const clique = (...columns: number[]) => {
  const shape = columns.map((column) => sizes[column]!);
  return { columns, shape, cells: shape.reduce((product, size) => product * size, 1), weight: 0 };
};
const plan = { sizes, cliques: [clique(0), clique(1), clique(2), clique(0, 2), clique(0, 1, 2)] };
const stream = keystream(new Uint8Array(32), "count tables");
const table: EncodedTable = {
  sizes,
  rows: 977,
  columns: sizes.map((size) => Uint16Array.from({ length: 977 }, () => stream.nextBelow(size))),
};
const without = (row: number): EncodedTable => ({
  sizes,
  rows: table.rows - 1,
  columns: table.columns.map((cells) => Uint16Array.from([...cells].toSpliced(row, 1))),
});

test("counts are those of a loop over the records, table after table, last column fastest", () => {
  const expected = plan.cliques.flatMap(({ columns, shape, cells }) => {
    const counts = new Array<number>(cells).fill(0);
    for (let row = 0; row < table.rows; row++)
      counts[columns.reduce((cell, column, i) => cell * shape[i]! + table.columns[column]![row]!, 0)]!++;
    return counts;
  });
  const { counts, patients } = countTables(plan, table);
  assert.deepEqual([...counts], expected);
  assert.equal(patients, 977);
});

test("leaving out one patient lowers exactly one cell of each table by one: what the accounting relies on", () => {
  const all = countTables(plan, table).counts;
  for (const row of [0, 123, 976]) {
    const { counts, patients } = countTables(plan, without(row));
    assert.equal(patients, 976);
    let at = 0;
    for (const { cells } of plan.cliques) {
      const differences = [...all.subarray(at, at + cells)].map((count, cell) => count - counts[at + cell]!);
      assert.deepEqual(
        differences.filter((difference) => difference !== 0),
        [1],
      );
      at += cells;
    }
  }
});

test("records of other columns are refused", () => {
  assert.throws(() => countTables({ ...plan, sizes: [3, 2] }, table), RangeError);
  assert.throws(() => countTables({ ...plan, sizes: [3, 2, 5] }, table), RangeError);
});
