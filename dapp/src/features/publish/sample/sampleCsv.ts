import type { SampleColumn } from "./sampleTable.ts";

/** Columns as CSV (RFC 4180, comma, LF), one row for a record; at least one column. */
export function sampleCsv(columns: readonly SampleColumn[]): Uint8Array<ArrayBuffer> {
  // A line of one empty cell would be no record, so a single column is quoted throughout.
  const isOne = columns.length === 1;
  const quoted = (text: string) =>
    isOne || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = columns[0]?.cells.length ?? 0;
  const lines = [columns.map(({ name }) => quoted(name)).join(",")];
  for (let row = 0; row < rows; row++)
    lines.push(columns.map(({ cells }) => quoted(cells[row] ?? "")).join(","));
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}
