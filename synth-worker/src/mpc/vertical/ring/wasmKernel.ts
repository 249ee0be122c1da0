import { checkCombinationShapes, checkEqualLengths, checkProductShapes } from "./checkShapes.ts";
import { BLOCK, kernelModule, TILE_ROWS } from "./kernelModule.ts";
import type { RingKernel } from "./ringKernel.ts";

/** The part of the platform's WebAssembly used here; ES libraries of TypeScript do not declare it. */
type Memory = { readonly buffer: ArrayBuffer; grow(pages: number): number };
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};
type Exports = {
  addProducts(left: number, right: number, result: number, leftBlocks: number, rightBlocks: number): void;
  addCombination(columns: number, factors: number, result: number, count: number): void;
  addPointwise(x: number, y: number, result: number): void;
};

const PAGE_WORDS = 65536 / 8;

/**
 * The loops in WebAssembly 64-bit arithmetic: about 0.4 ns per multiplication and addition. The vectors stay in JavaScript arrays; tiles
 * of TILE_ROWS rows are copied into the module's memory. Throws what the engine throws where it forbids to compile.
 */
export function wasmKernel(): RingKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(kernelModule()), { env: { memory } });
  const run = instance.exports as Exports;
  let heap = new BigUint64Array(memory.buffer);

  /** Makes room for `words` words; growing moves the memory, so views are taken anew. */
  const reserve = (words: number) => {
    if (heap.length >= words) return;
    memory.grow(Math.ceil((words - heap.length) / PAGE_WORDS));
    heap = new BigUint64Array(memory.buffer);
  };
  /** Copies rows from.. of each column to word `at`, and zeros up to whole tiles and `padded` columns. */
  const loadTile = (words: BigUint64Array, rows: number, from: number, at: number, padded: number) => {
    const length = Math.min(TILE_ROWS, rows - from);
    const columns = words.length / rows;
    if (length < TILE_ROWS) heap.fill(0n, at, at + padded * TILE_ROWS);
    else heap.fill(0n, at + columns * TILE_ROWS, at + padded * TILE_ROWS);
    for (let c = 0; c < columns; c++) {
      const start = c * rows + from;
      heap.set(words.subarray(start, start + length), at + c * TILE_ROWS);
    }
  };

  return {
    kind: "wasm",
    addProducts(left, right, result) {
      const { leftColumns, rightColumns } = checkProductShapes(left, right, result);
      if (result.length === 0) return;
      const leftBlocks = Math.ceil(leftColumns / BLOCK.left);
      const rightBlocks = Math.ceil(rightColumns / BLOCK.right);
      const rightAt = leftBlocks * BLOCK.left * TILE_ROWS;
      const resultAt = rightAt + rightBlocks * BLOCK.right * TILE_ROWS;
      const results = leftBlocks * rightBlocks * BLOCK.left * BLOCK.right;
      reserve(resultAt + results);
      heap.fill(0n, resultAt, resultAt + results);
      for (let from = 0; from < left.rows; from += TILE_ROWS) {
        loadTile(left.words, left.rows, from, 0, leftBlocks * BLOCK.left);
        loadTile(right.words, right.rows, from, rightAt, rightBlocks * BLOCK.right);
        run.addProducts(0, 8 * rightAt, 8 * resultAt, leftBlocks, rightBlocks);
      }
      for (let j = 0; j < leftColumns; j++) {
        for (let k = 0; k < rightColumns; k++) {
          const block = Math.floor(j / BLOCK.left) * rightBlocks + Math.floor(k / BLOCK.right);
          const inside = (j % BLOCK.left) * BLOCK.right + (k % BLOCK.right);
          const sum = heap[resultAt + block * BLOCK.left * BLOCK.right + inside]!;
          result[j * rightColumns + k] = result[j * rightColumns + k]! + sum;
        }
      }
    },
    addCombination(columns, factors, result) {
      checkCombinationShapes(columns, factors, result);
      if (factors.length === 0) return;
      const { rows, words } = columns;
      const factorsAt = factors.length * TILE_ROWS;
      const resultAt = factorsAt + factors.length;
      reserve(resultAt + TILE_ROWS);
      heap.set(factors, factorsAt);
      for (let from = 0; from < rows; from += TILE_ROWS) {
        loadTile(words, rows, from, 0, factors.length);
        loadTile(result, rows, from, resultAt, 1);
        run.addCombination(0, 8 * factorsAt, 8 * resultAt, factors.length);
        result.set(heap.subarray(resultAt, resultAt + Math.min(TILE_ROWS, rows - from)), from);
      }
    },
    addPointwise(x, y, result) {
      checkEqualLengths(x, y, result);
      reserve(3 * TILE_ROWS);
      for (let from = 0; from < x.length; from += TILE_ROWS) {
        loadTile(x, x.length, from, 0, 1);
        loadTile(y, x.length, from, TILE_ROWS, 1);
        loadTile(result, x.length, from, 2 * TILE_ROWS, 1);
        run.addPointwise(0, 8 * TILE_ROWS, 16 * TILE_ROWS);
        const length = Math.min(TILE_ROWS, x.length - from);
        result.set(heap.subarray(2 * TILE_ROWS, 2 * TILE_ROWS + length), from);
      }
    },
  };
}
