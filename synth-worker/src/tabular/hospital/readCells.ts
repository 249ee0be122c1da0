import { type DatasetSchema, digestOfBytes, SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { domainOf } from "../domain.ts";
import type { SourceColumn } from "./compileMapping.ts";
import { CsvFault, csvRecords } from "./csvRecords.ts";
import { harmonisedCells } from "./harmonisedCells.ts";
import { isPlainNumber } from "./isPlainNumber.ts";
import type { ProviderConfig } from "./providerConfig.ts";
import { trimSpaces } from "./trimSpaces.ts";

/** A hospital's records coded, and the sha256 of their file, hexadecimal without prefix, as its consent book names it. */
export type CellTable = { readonly table: EncodedTable; readonly fileDigest: string };

/**
 * What loadRecords makes of a CSV file, without DuckDB and so in a browser: the same cells, the same refusals. Narrower in two ways: no Parquet, and
 * of SQL what parseMapping knows. One faulty cell refuses the whole file. `name` is the file's in errors. Throws E1001 to E1008.
 */
export function readCells(request: {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mapping: Pick<ProviderConfig, "source" | "columns" | "delimiter">;
  readonly schema: DatasetSchema;
}): CellTable {
  const { name, bytes, mapping, schema } = request;
  const { columns, rows } = sourceColumns(name, textOf(name, bytes), mapping);
  const table = {
    sizes: domainOf(schema).sizes,
    rows,
    columns: harmonisedCells(schema, mapping, columns, rows),
  };
  return { table, fileDigest: digestOfBytes(bytes).slice(2) };
}

function textOf(file: string, bytes: Uint8Array): string {
  if (bytes.length === 0) throw new SymbolonError("E1007", { file });
  const unreadable = (reason: string, cause?: unknown) =>
    new SymbolonError("E1005", { file, reason }, cause === undefined ? undefined : { cause });
  if (String.fromCharCode(...bytes.subarray(0, 4)) === "PAR1")
    throw unreadable("it is Parquet, which only the hospital's own node reads");
  if (bytes.includes(0)) throw unreadable("it is binary, not CSV text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable("it is not UTF-8", cause);
  }
}

/** The declared columns, checked cell by cell like data/readSource.ts does. */
function sourceColumns(
  file: string,
  text: string,
  { source, delimiter }: Pick<ProviderConfig, "source" | "delimiter">,
): { columns: Map<string, SourceColumn>; rows: number } {
  const declared = Object.entries(source);
  const cells: (string | null)[][] = declared.map(() => []);
  let rows = 0;
  try {
    const records = csvRecords(text, delimiter);
    const header: string[] = (records.next().value ?? []).map((column: string) => column.trim());
    const places = declared.map(([column]) => header.indexOf(column));
    const missing = places.indexOf(-1);
    if (missing >= 0) throw new SymbolonError("E1001", { column: declared[missing]![0], file });
    if (new Set(header.map((column) => column.toLowerCase())).size < header.length)
      throw new CsvFault("two columns have one name");
    for (const record of records) {
      for (const [i, place] of places.entries()) cells[i]!.push(trimSpaces(record[place]!) || null);
      rows++;
    }
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    const reason = `it is not a regular table with a header (${cause.message})`;
    throw new SymbolonError("E1005", { file, reason }, { cause });
  }
  if (rows === 0) throw new SymbolonError("E1007", { file });
  for (let row = 0; row < rows; row++) {
    for (const [i, [column, kind]] of declared.entries()) {
      const cell = cells[i]![row]!;
      const details = { row: row + 1, column };
      if (cell === null && !kind.endsWith("?")) throw new SymbolonError("E1008", details);
      if (cell === null || !kind.startsWith("number") || isPlainNumber(cell)) continue;
      const value = cell.trim();
      if (value === "") throw new SymbolonError("E1008", details);
      throw new SymbolonError("E1003", { ...details, value: value.slice(0, 40) });
    }
  }
  const columns = declared.map(([column, kind], i): [string, SourceColumn] => [
    column.toLowerCase(),
    kind.startsWith("number")
      ? { type: "double", values: cells[i]!.map((cell) => (cell === null ? null : Number(cell))) }
      : { type: "text", values: cells[i]! },
  ]);
  return { columns: new Map(columns), rows };
}
