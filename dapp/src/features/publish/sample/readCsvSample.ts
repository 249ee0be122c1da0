import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { CsvFault, csvRecords, trimSpaces } from "@symbolon/synth-worker/upload";
import type { SampleTable } from "./sampleTable.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * A CSV file as a table: UTF-8, a header, and the delimiter (comma, semicolon, tab or bar) that makes most columns of it. As strict as the node that
 * will read it. Throws E1005 for what is no regular table, E1007 without records.
 */
export function readCsvSample(fileName: string, bytes: Uint8Array): SampleTable {
  const unreadable = (reason: string, cause?: unknown) =>
    new SymbolonError("E1005", { file: fileName, reason }, cause === undefined ? undefined : { cause });
  if (bytes.includes(0)) throw unreadable("it is binary, and not Parquet");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable("it is not UTF-8", cause);
  }
  const delimiter = delimiterOf(text);
  const cells: (string | null)[][] = [];
  let header: string[] = [];
  let rows = 0;
  try {
    const records = csvRecords(text, delimiter);
    header = (records.next().value ?? []).map((name: string) => name.trim());
    for (const _ of header) cells.push([]);
    for (const record of records) {
      for (const [i, cell] of record.entries()) cells[i]!.push(trimSpaces(cell) || null);
      rows++;
    }
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    throw unreadable(`it is not a regular table with a header (${cause.message})`, cause);
  }
  if (new Set(header.map((name) => name.toLowerCase())).size < header.length)
    throw unreadable("two columns have one name");
  if (rows === 0) throw new SymbolonError("E1007", { file: fileName });
  return {
    format: "csv",
    fileName,
    fileDigest: digestOfBytes(bytes).slice(2),
    delimiter,
    rows,
    columns: header.map((name, i) => ({ name, cells: cells[i]! })),
    notes: [],
    served: null,
  };
}

/** The delimiter that occurs most often in the first line. */
function delimiterOf(text: string): string {
  const end = text.indexOf("\n");
  const first = end < 0 ? text : text.slice(0, end);
  const count = (delimiter: string) => first.split(delimiter).length;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0]!;
}
