/** Bytes of component `index` (0 to 2) of `rows` x `columns` shared numbers: components 0 and 1 are seeds, 2 is words. */
export function componentBytes(index: number, rows: number, columns: number): number {
  return index === 2 ? 8 * rows * columns : 32;
}
