import { type CsvPreview, csvPreview } from "../../format/csvPreview.ts";

/** The first rows of a CSV file of `totalRows` rows, read from its first `bytes`; a row that these end within is not shown. */
export async function headOf(csv: Blob, totalRows: number, bytes: number): Promise<CsvPreview> {
  const preview = csvPreview(await csv.slice(0, bytes).text());
  const isWhole = csv.size <= bytes;
  const rows = isWhole || preview.totalRows > preview.rows.length ? preview.rows : preview.rows.slice(0, -1);
  return { ...preview, rows, totalRows };
}
