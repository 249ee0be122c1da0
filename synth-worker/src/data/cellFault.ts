import { type ErrorDetails, SymbolonError } from "@symbolon/protocol";
import type { CellFault } from "../tabular/coding/codeCell.ts";

/** The error for one cell of several files: E1008 empty, E1003 not a number, E1002 unknown level; `row` counts records from 1. */
export function cellFault(
  code: CellFault,
  cell: { readonly file: string; readonly row: number; readonly column: string; readonly text?: string },
  levels: readonly string[] = [],
): SymbolonError {
  const details: ErrorDetails = { row: `${cell.row} of ${cell.file}`, column: cell.column };
  if (cell.text !== undefined) details.value = cell.text.slice(0, 40);
  if (code === "E1002") details.levels = levels.join(", ");
  return new SymbolonError(code, details);
}
