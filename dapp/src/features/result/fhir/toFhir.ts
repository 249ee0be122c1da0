import { SymbolonError } from "@symbolon/protocol";
import { scanBlob } from "../../../format/scanBlob.ts";
import { type CodedColumn, fhirRecord } from "./fhirRecord.ts";

/** Text that is gathered before it becomes a part of the file, in characters. */
const PART_CHARACTERS = 1_000_000;

/** A file of records and those of its columns that carry a code. */
export type FhirInput = { readonly csv: Blob; readonly columns: readonly CodedColumn[] };

/**
 * A CSV file of records as FHIR R4 ndjson (HL7 Bulk Data's one resource a line), each record's resources together, the Patient first. Holds one part in memory
 * at a time. Throws E1006 for a file without a header.
 */
export async function toFhir({ csv, columns }: FhirInput): Promise<Blob> {
  const parts: Blob[] = [];
  let text = "";
  const unload = () => {
    parts.push(new Blob([text]));
    text = "";
  };
  let header: readonly string[] | undefined;
  let record = 0;
  await scanBlob(csv, (cells) => {
    if (header === undefined) {
      header = cells;
      return;
    }
    record++;
    const named = new Map(header.map((name, i) => [name, cells[i] ?? ""]));
    for (const resource of fhirRecord(record, columns, named)) text += `${JSON.stringify(resource)}\n`;
    if (text.length >= PART_CHARACTERS) unload();
  });
  if (header === undefined)
    throw new SymbolonError("E1006", { document: "The file", reason: "it has no header" });
  unload();
  return new Blob(parts, { type: "application/fhir+ndjson" });
}
