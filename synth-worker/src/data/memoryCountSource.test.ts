import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EncodedTable } from "../math/encodedTable.ts";
import { memoryCountSource } from "./memoryCountSource.ts";

const SIZES = [2, 5, 3, 70_000, 4];

const tables: fc.Arbitrary<EncodedTable> = fc
  .array(fc.tuple(...SIZES.map((size) => fc.nat(size - 1))), { maxLength: 50 })
  .map((rows) => {
    const cells = (column: number) => rows.map((row) => row[column]!);
    return {
      sizes: SIZES,
      rows: rows.length,
      columns: [
        Uint8Array.from(cells(0)),
        Uint16Array.from(cells(1)),
        Int32Array.from(cells(2)),
        Uint32Array.from(cells(3)),
        Uint8Array.from(cells(4)),
      ],
    };
  });
/** Columns in any order, without the one of 70,000 levels unless it is made coarse; each with a map or none. */
const questions = fc.shuffledSubarray([0, 1, 2, 3, 4]).chain((columns) =>
  fc.tuple(
    fc.constant(columns),
    fc.tuple(
      ...columns.map((column) => {
        const coarse = fc
          .integer({ min: 1, max: Math.min(SIZES[column]!, 7) })
          .map((groups) => Uint16Array.from({ length: SIZES[column]! }, (_, level) => level % groups));
        return column === 3 ? coarse : fc.option(coarse);
      }),
    ),
  ),
);

test("every record is counted in the cell of its coarse levels, the last column fastest", async () => {
  await fc.assert(
    fc.asyncProperty(tables, questions, async (table, [columns, maps]) => {
      const source = memoryCountSource(table);
      assert.deepEqual(source.sizes, SIZES);
      const counts = await source.count(columns, maps);
      const coarse = columns.map((column, i) => (maps[i] ? Math.max(...maps[i]) + 1 : SIZES[column]!));
      const expected = new Float64Array(coarse.reduce((product, size) => product * size, 1));
      for (let row = 0; row < table.rows; row++) {
        const cell = columns.reduce((number, column, i) => {
          const level = table.columns[column]![row]!;
          return number * coarse[i]! + (maps[i]?.[level] ?? level);
        }, 0);
        expected[cell]!++;
      }
      assert.deepEqual(counts, expected);
    }),
    { numRuns: 60 },
  );
});

test("a table that is not what it says, and questions that do not fit it, are refused", async () => {
  const table: EncodedTable = { sizes: [2, 3], rows: 2, columns: [Uint8Array.of(0, 1), Uint8Array.of(2, 0)] };
  for (const wrong of [
    { ...table, sizes: [2] },
    { ...table, sizes: [1, 3] },
    { ...table, rows: 3 },
    { ...table, columns: [Int32Array.of(0, -1), Uint8Array.of(2, 0)] },
  ])
    assert.throws(() => memoryCountSource(wrong), RangeError);
  const source = memoryCountSource(table);
  await assert.rejects(source.count([2], [null]), RangeError);
  await assert.rejects(source.count([0], [Uint16Array.of(0, 1, 2)]), RangeError);
  await assert.rejects(source.count([0], []), RangeError);
  const wide = { sizes: [2 ** 14, 2 ** 14], rows: 1, columns: [Uint16Array.of(1), Uint16Array.of(1)] };
  await assert.rejects(memoryCountSource(wide).count([0, 1], [null, null]), RangeError);
});
