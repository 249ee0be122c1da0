import { SymbolonError } from "@symbolon/protocol";
import { CsvFault, csvRecords } from "../../tabular/hospital/csvRecords.ts";

/** The label table's name in a folder of pictures. */
export const LABEL_FILE = "labels.csv";

/** What a label table says of a picture: "" nothing; null: it has no such column, whatever rows are in it. SECRET as the pictures are. */
export type LabelEntry = { readonly label: string | null; readonly patient: string | null };

/** Entries by the name that the table's rows give: a file's path, or a patient, series, study or instance. */
export type LabelTable = ReadonlyMap<string, LabelEntry>;

/**
 * Reads a label table: CSV with the column `name` (path of a file below the folder, with /; or a DICOM patient ID, series, study or instance UID) and
 * `label`, `patient` or both. Throws E1001 for a missing column, E1006 for a table that is none or names something twice.
 */
export function parseLabelTable(text: string, file: string): LabelTable {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new SymbolonError("E1006", { document: file, reason }, { cause });
  };
  let rows: string[][];
  try {
    rows = [...csvRecords(text, ",")];
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    return refuse(cause.message, cause);
  }
  const [header = [], ...records] = rows;
  const at = (column: string) => header.indexOf(column);
  if (at("name") < 0) throw new SymbolonError("E1001", { column: "name", file });
  if (at("label") < 0 && at("patient") < 0) throw new SymbolonError("E1001", { column: "label", file });
  const table = new Map<string, LabelEntry>();
  records.forEach((record, i) => {
    const name = record[at("name")]!;
    if (table.has(name)) refuse(`record ${i + 1} names what an earlier one names`);
    const value = (column: string) => (at(column) < 0 ? null : record[at(column)]!);
    table.set(name, { label: value("label"), patient: value("patient") });
  });
  return table;
}
