import { instruction, type WasmFunction, wasmModule } from "./wasmModule.ts";

/** Rows of a tile: 1 KiB per column, so that the tiles of a few hundred columns stay in the second-level cache. */
export const TILE_ROWS = 128;
/** Columns of the left and of the right side whose products are summed in registers at the same time. */
export const BLOCK = { left: 2, right: 4 } as const;

const COLUMN_BYTES = 8 * TILE_ROWS;
const { get, set, tee, constant, add32, subtract32, add64, multiply64, load64, store64, repeat } =
  instruction;

/**
 * The module of wasmKernel. All functions work on one tile of TILE_ROWS rows in linear memory, columns one after the other; shorter tiles
 * and left-over columns are padded with zeros by the caller, so no loop has a remainder.
 *  - addProducts(left, right, result, leftBlocks, rightBlocks): block (a, b) of the results, BLOCK.left x BLOCK.right words row by row, is
 *    the (a * rightBlocks + b)-th of `result`;
 *  - addCombination(columns, factors, result, count): result += sum of factor c times column c;
 *  - addPointwise(x, y, result): one column each.
 */
export function kernelModule(): Uint8Array<ArrayBuffer> {
  return wasmModule([addProducts(), addCombination(), addPointwise()]);
}

function addProducts(): WasmFunction {
  const [left, right, result, leftBlocks, rightBlocks] = [0, 1, 2, 3, 4];
  const [blocksToDo, leftAt, rightAt, rightBase, rowsToDo] = [5, 6, 7, 8, 9];
  const sumOf = (i: number, j: number) => 10 + i * BLOCK.right + j;
  const leftWord = (i: number) => 10 + BLOCK.left * BLOCK.right + i;
  const rightWord = 10 + BLOCK.left * BLOCK.right + BLOCK.left;
  const lefts = [...Array(BLOCK.left).keys()];
  const rights = [...Array(BLOCK.right).keys()];
  const cells = lefts.flatMap((i) => rights.map((j) => ({ i, j })));
  const step = (local: number, by: number) => [...get(local), ...constant(by), ...add32, ...set(local)];
  const countDown = (local: number) => [...get(local), ...constant(1), ...subtract32, ...tee(local)];

  const oneRow = (row: number) => [
    ...lefts.flatMap((i) => [...get(leftAt), ...load64(i * COLUMN_BYTES + 8 * row), ...set(leftWord(i))]),
    ...rights.flatMap((j) => [
      ...[...get(rightAt), ...load64(j * COLUMN_BYTES + 8 * row), ...set(rightWord)],
      ...lefts.flatMap((i) => [
        ...[...get(sumOf(i, j)), ...get(leftWord(i)), ...get(rightWord), ...multiply64, ...add64],
        ...set(sumOf(i, j)),
      ]),
    ]),
  ];
  const oneBlock = [
    ...[...get(left), ...set(leftAt), ...get(rightBase), ...set(rightAt)],
    ...cells.flatMap(({ i, j }) => [
      ...get(result),
      ...load64(8 * (i * BLOCK.right + j)),
      ...set(sumOf(i, j)),
    ]),
    ...[...constant(TILE_ROWS / 2), ...set(rowsToDo)],
    ...repeat([
      ...[...oneRow(0), ...oneRow(1)],
      ...[...step(leftAt, 16), ...step(rightAt, 16), ...countDown(rowsToDo)],
    ]),
    ...cells.flatMap(({ i, j }) => [
      ...get(result),
      ...get(sumOf(i, j)),
      ...store64(8 * (i * BLOCK.right + j)),
    ]),
    ...step(result, 8 * BLOCK.left * BLOCK.right),
    ...step(rightBase, BLOCK.right * COLUMN_BYTES),
  ];
  return {
    name: "addProducts",
    parameters: 5,
    locals: { i32: 5, i64: BLOCK.left * BLOCK.right + BLOCK.left + 1 },
    body: repeat([
      ...[...get(right), ...set(rightBase), ...get(rightBlocks), ...set(blocksToDo)],
      ...repeat([...oneBlock, ...countDown(blocksToDo)]),
      ...step(left, BLOCK.left * COLUMN_BYTES),
      ...countDown(leftBlocks),
    ]),
  };
}

function addCombination(): WasmFunction {
  const [columns, factors, result, count, at, rowsToDo, factor] = [0, 1, 2, 3, 4, 5, 6];
  const step = (local: number, by: number) => [...get(local), ...constant(by), ...add32, ...set(local)];
  const oneRow = (row: number) => [
    ...[...get(at), ...get(at), ...load64(8 * row)],
    ...[...get(columns), ...load64(8 * row), ...get(factor), ...multiply64, ...add64, ...store64(8 * row)],
  ];
  return {
    name: "addCombination",
    parameters: 4,
    locals: { i32: 2, i64: 1 },
    body: repeat([
      ...[...get(factors), ...load64(0), ...set(factor), ...get(result), ...set(at)],
      ...[...constant(TILE_ROWS / 4), ...set(rowsToDo)],
      ...repeat([
        ...[0, 1, 2, 3].flatMap(oneRow),
        ...[...step(at, 32), ...step(columns, 32)],
        ...[...get(rowsToDo), ...constant(1), ...subtract32, ...tee(rowsToDo)],
      ]),
      ...step(factors, 8),
      ...[...get(count), ...constant(1), ...subtract32, ...tee(count)],
    ]),
  };
}

function addPointwise(): WasmFunction {
  const [x, y, result, rowsToDo] = [0, 1, 2, 3];
  const step = (local: number) => [...get(local), ...constant(8), ...add32, ...set(local)];
  return {
    name: "addPointwise",
    parameters: 3,
    locals: { i32: 1, i64: 0 },
    body: [
      ...[...constant(TILE_ROWS), ...set(rowsToDo)],
      ...repeat([
        ...[...get(result), ...get(result), ...load64(0)],
        ...[...get(x), ...load64(0), ...get(y), ...load64(0), ...multiply64, ...add64, ...store64(0)],
        ...[...step(x), ...step(y), ...step(result)],
        ...[...get(rowsToDo), ...constant(1), ...subtract32, ...tee(rowsToDo)],
      ]),
    ],
  };
}
