import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import type { SampleTable } from "./sampleTable.ts";

/**
 * A Parquet file (uncompressed or Snappy) as a table; cells are written as the node's DuckDB casts them to text. Nested columns are left out and named.
 * Throws E1005 for what cannot be read, E1007 without records.
 */
export async function readParquetSample(
  fileName: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<SampleTable> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const file = {
    byteLength: buffer.byteLength,
    slice: (from: number, to?: number) => buffer.slice(from, to),
  };
  const notes: string[] = [];
  let records: Record<string, unknown>[];
  let names: { readonly name: string; readonly isFloat: boolean }[];
  try {
    const metadata = await parquetMetadataAsync(file);
    const { children } = parquetSchema(metadata);
    names = children.flatMap(({ element, children: nested }) => {
      if (nested.length > 0) {
        notes.push(`Column ${element.name} is nested and was left out.`);
        return [];
      }
      return [{ name: element.name, isFloat: element.type === "DOUBLE" || element.type === "FLOAT" }];
    });
    records = await parquetReadObjects({ file, metadata, columns: names.map(({ name }) => name) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 120) : "it is damaged";
    throw new SymbolonError(
      "E1005",
      { file: fileName, reason: `it is no Parquet file that can be read here (${reason})` },
      { cause },
    );
  }
  if (records.length === 0 || names.length === 0) throw new SymbolonError("E1007", { file: fileName });
  return {
    format: "parquet",
    fileName,
    fileDigest: digestOfBytes(bytes).slice(2),
    delimiter: ",",
    rows: records.length,
    columns: names.map(({ name, isFloat }) => ({
      name,
      cells: records.map((record) => cellText(record[name], isFloat)),
    })),
    notes,
    served: null,
  };
}

function cellText(value: unknown, isFloat: boolean): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
  }
  if (typeof value === "number" && isFloat && Number.isInteger(value)) return `${value}.0`;
  return String(value).trim() || null;
}
