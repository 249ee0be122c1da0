import { csvCell } from "./csvCell.ts";
import type { ColumnValues } from "./dequantise.ts";

/**
 * RFC 4180 CSV in UTF-8, with a header line, except that lines end in a bare line feed (as the hospitals' files do).
 * Cells with a comma, quote or line break are csvCell, quotes doubled. No columns give an empty file.
 */
export function toCsv(columns: readonly ColumnValues[]): Uint8Array<ArrayBuffer> {
  if (columns.length === 0) return new Uint8Array(0);
  const first = columns[0]!;
  const rows = first.kind === "categorical" ? first.cells.length : first.values.length;
  const levels = columns.map((column) => (column.kind === "categorical" ? column.levels.map(csvCell) : []));
  const lines = [columns.map((column) => csvCell(column.name)).join(",")];
  for (let row = 0; row < rows; row++) {
    let line = "";
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      if (c > 0) line += ",";
      line += column.kind === "categorical" ? levels[c]![column.cells[row]!]! : column.values[row]!;
    }
    lines.push(line);
  }
  lines.push("");
  return new TextEncoder().encode(lines.join("\n")) as Uint8Array<ArrayBuffer>;
}
