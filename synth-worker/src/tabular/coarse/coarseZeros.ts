import type { StructuralZeros } from "../model/modelState.ts";
import { coarseSize } from "./coarseSize.ts";

/**
 * Structural zeros on coarse levels, columns ascending: a coarse cell is impossible when all fine cells in it are
 * (and, after separateZeros, possible when all are).
 */
export function coarseZeros(
  { columns, allowed }: StructuralZeros,
  maps: readonly Uint16Array[],
): StructuralZeros {
  const ascending = columns.toSorted((a, b) => a - b);
  const strides = new Map<number, number>();
  let cells = 1;
  for (const column of ascending.toReversed()) {
    strides.set(column, cells);
    cells *= coarseSize(maps[column]!);
  }
  const out = new Uint8Array(cells);
  for (let cell = 0; cell < allowed.length; cell++) {
    if (allowed[cell] === 0) continue;
    let rest = cell;
    let into = 0;
    for (const column of columns.toReversed()) {
      const size = maps[column]!.length;
      into += maps[column]![rest % size]! * strides.get(column)!;
      rest = (rest - (rest % size)) / size;
    }
    out[into] = 1;
  }
  return { columns: ascending, allowed: out };
}
