import { scanCsv } from "./scanCsv.ts";

/** Head of a CSV file as a table, with the number of data rows of the whole file. */
export type CsvPreview = { readonly header: string[]; readonly rows: string[][]; readonly totalRows: number };

/** First `limit` records after the header. Every record is scanned, so `totalRows` is exact even when fields hold line breaks. */
export function csvPreview(text: string, limit = 12): CsvPreview {
  const kept: string[][] = [];
  let records = 0;
  scanCsv(text, (record) => {
    if (records <= limit) kept.push(record);
    records++;
  });
  return { header: kept[0] ?? [], rows: kept.slice(1), totalRows: Math.max(0, records - 1) };
}
