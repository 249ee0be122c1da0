import { SymbolonError } from "@symbolon/protocol";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { scanBlob } from "../../format/scanBlob.ts";
import { type CellType, columnTypes } from "./columnTypes.ts";

/** Rows of one row group: what is held in memory at a time. */
const GROUP_ROWS = 50_000;

/**
 * A CSV file of records as Parquet: the same columns in the same order, whole numbers, numbers and text told apart by their cells (columnTypes), empty cells
 * as null. Reads the file twice and holds one row group at a time. Throws E1006 for a file without a header.
 */
export async function toParquet(csv: Blob): Promise<Blob> {
  let header: string[] | undefined;
  let finder: ReturnType<typeof columnTypes> | undefined;
  await scanBlob(csv, (record) => {
    if (header === undefined) {
      header = record;
      finder = columnTypes(record.length);
    } else finder!.add(record);
  });
  if (header === undefined || finder === undefined)
    throw new SymbolonError("E1006", { document: "The file", reason: "it has no header" });
  const names = header;
  const types = finder.types();

  const parts: Blob[] = [];
  const bytes = new ByteWriter();
  const columnsOf = (rows: readonly string[][]) =>
    names.map((name, i) => ({
      name,
      type: types[i]!,
      data: rows.map((row) => cellOf(row[i] ?? "", types[i]!)),
    }));
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
    createdBy: "symbolon",
  });
  const unload = () => {
    parts.push(new Blob([bytes.getBuffer()]));
    bytes.index = 0;
  };
  let rows: string[][] = [];
  const writeGroup = () => {
    if (rows.length > 0) writer.write({ columnData: columnsOf(rows), rowGroupSize: GROUP_ROWS });
    rows = [];
    unload();
  };
  let isHeader = true;
  await scanBlob(csv, (record) => {
    if (isHeader) isHeader = false;
    else if (rows.push(record) === GROUP_ROWS) writeGroup();
  });
  writeGroup();
  writer.finish();
  unload();
  return new Blob(parts, { type: "application/vnd.apache.parquet" });
}

function cellOf(cell: string, type: CellType): string | number | null {
  if (cell === "") return null;
  return type === "STRING" ? cell : Number(cell);
}
