import { SymbolonError } from "@symbolon/protocol";
import { readCsvSample } from "./readCsvSample.ts";
import { readFhirSample } from "./readFhirSample.ts";
import { readParquetSample } from "./readParquetSample.ts";
import type { SampleTable } from "./sampleTable.ts";

/** The whole file is in memory, several times. */
const MAX_BYTES = 256 * 2 ** 20;
/** A schema has at most 200 columns; tables much wider are something else. */
const MAX_COLUMNS = 2000;

/** Reads a sample by what it holds, not by its name: Parquet by its magic bytes, FHIR by its first brace, else CSV. Throws E1004, E1005, E1007. */
export async function readSample(file: File): Promise<SampleTable> {
  const { name, size } = file;
  if (size > MAX_BYTES) throw new SymbolonError("E1004", { file: name, bytes: size, limit: MAX_BYTES });
  if (size === 0) throw new SymbolonError("E1007", { file: name });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const table = await readerOf(bytes)(name, bytes);
  if (table.columns.length > MAX_COLUMNS)
    throw new SymbolonError("E1005", { file: name, reason: `it has more than ${MAX_COLUMNS} columns` });
  return table;
}

function readerOf(
  bytes: Uint8Array,
): (name: string, bytes: Uint8Array<ArrayBuffer>) => SampleTable | Promise<SampleTable> {
  const head = new TextDecoder().decode(bytes.subarray(0, 64));
  if (head.startsWith("PAR1")) return readParquetSample;
  return /^\s*[{[]/.test(head.replace(/^\uFEFF/, "")) ? readFhirSample : readCsvSample;
}
