import { tableCells } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";

/** Counts of rows over `columns` (one, two or more), row-major, last column fastest. */
export function countCells(
  cells: EncodedTable["columns"],
  sizes: readonly number[],
  columns: readonly number[],
): Float64Array {
  const out = new Float64Array(tableCells(sizes, columns));
  const [a, b, c] = columns.map((column) => cells[column]!);
  const [, sizeB, sizeC] = columns.map((column) => sizes[column]!);
  const rows = a!.length;
  if (columns.length === 1) for (let i = 0; i < rows; i++) out[a![i]!]!++;
  else if (columns.length === 2) for (let i = 0; i < rows; i++) out[a![i]! * sizeB! + b![i]!]!++;
  else if (columns.length === 3)
    for (let i = 0; i < rows; i++) out[(a![i]! * sizeB! + b![i]!) * sizeC! + c![i]!]!++;
  else {
    for (let i = 0; i < rows; i++) {
      let cell = 0;
      for (const column of columns) cell = cell * sizes[column]! + cells[column]![i]!;
      out[cell]!++;
    }
  }
  return out;
}
