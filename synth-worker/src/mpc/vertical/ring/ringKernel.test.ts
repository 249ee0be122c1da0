import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bigintKernel } from "./bigintKernel.ts";
import { chooseKernel } from "./chooseKernel.ts";
import { expandRing } from "./expandRing.ts";
import { kernelModule } from "./kernelModule.ts";
import { wasmKernel } from "./wasmKernel.ts";

const kernels = [wasmKernel(), bigintKernel()];
const random = (label: string, length: number) => expandRing(new Uint8Array(32), label, length);
const mod = (x: bigint) => BigInt.asUintN(64, x);

test("both kernels give the products, combinations and pointwise products that unbounded integers give", () => {
  const size = fc.integer({ min: 1, max: 11 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      size,
      size,
      fc.string(),
      (rows, leftColumns, rightColumns, label) => {
        const left = { rows, words: random(`${label} l`, rows * leftColumns) };
        const right = { rows, words: random(`${label} r`, rows * rightColumns) };
        const start = random(`${label} s`, leftColumns * rightColumns);
        const column = random(`${label} c`, rows);
        const products = start.map((word, cell) => {
          const [j, k] = [Math.floor(cell / rightColumns), cell % rightColumns];
          let sum = word;
          for (let r = 0; r < rows; r++) sum += left.words[j * rows + r]! * right.words[k * rows + r]!;
          return mod(sum);
        });
        const factors = random(`${label} f`, leftColumns);
        const combination = column.map((word, r) =>
          mod(factors.reduce((sum, factor, c) => sum + factor * left.words[c * rows + r]!, word)),
        );
        const x = left.words.slice(0, rows);
        const y = right.words.slice(0, rows);
        const pointwise = column.map((word, r) => mod(word + x[r]! * y[r]!));
        for (const kernel of kernels) {
          const result = start.slice();
          kernel.addProducts(left, right, result);
          assert.deepEqual(result, products, kernel.kind);
          const sums = column.slice();
          kernel.addCombination(left, factors, sums);
          assert.deepEqual(sums, combination, kernel.kind);
          const entries = column.slice();
          kernel.addPointwise(x, y, entries);
          assert.deepEqual(entries, pointwise, kernel.kind);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a larger job after a smaller one, and the other way round, leaves nothing behind", () => {
  const kernel = wasmKernel();
  for (const [rows, columns] of [
    [10, 2],
    [500, 60],
    [3, 1],
    [129, 7],
  ] as const) {
    const left = { rows, words: random("left", rows * columns) };
    const results = [kernel, bigintKernel()].map((k) => {
      const result = new BigUint64Array(columns * columns);
      k.addProducts(left, left, result);
      return result;
    });
    assert.deepEqual(results[0], results[1]);
  }
});

test("operands that do not fit are refused by both kernels", () => {
  const columns = { rows: 2, words: new BigUint64Array(4) };
  for (const kernel of kernels) {
    for (const wrong of [
      () => kernel.addProducts(columns, { rows: 4, words: columns.words }, new BigUint64Array(2)),
      () => kernel.addProducts(columns, columns, new BigUint64Array(3)),
      () => kernel.addProducts({ rows: 3, words: columns.words }, columns, new BigUint64Array(4)),
      () => kernel.addCombination(columns, new BigUint64Array(3), new BigUint64Array(2)),
      () => kernel.addCombination(columns, new BigUint64Array(2), new BigUint64Array(4)),
      () => kernel.addPointwise(columns.words, columns.words, new BigUint64Array(3)),
    ]) {
      assert.throws(wrong, RangeError);
    }
  }
});

test("the module is built from source, small, and what this platform chooses", () => {
  assert.ok(kernelModule().length < 1024);
  assert.equal(chooseKernel().kind, "wasm");
});

test("an expanded key differs by label and does not depend on the length asked for", () => {
  const key = new Uint8Array(32).fill(3);
  const long = expandRing(key, "a", 20_000);
  assert.deepEqual(expandRing(key, "a", 9_000), long.slice(0, 9_000));
  assert.notDeepEqual(expandRing(key, "b", 4), long.slice(0, 4));
  assert.equal(new Set(long).size, long.length);
  assert.throws(() => expandRing(new Uint8Array(16), "a", 1), RangeError);
});
