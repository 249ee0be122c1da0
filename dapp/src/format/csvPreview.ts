/** Head of a CSV file as a table, with the number of data rows of the whole file. */
export type CsvPreview = { readonly header: string[]; readonly rows: string[][]; readonly totalRows: number };

/**
 * First `limit` records of RFC 4180 text (quoted fields, doubled quotes, CRLF or LF). Reading stops being careful only
 * about counting: every record is scanned, so `totalRows` is exact even when fields hold line breaks.
 */
export function csvPreview(text: string, limit = 12): CsvPreview {
  const kept: string[][] = [];
  let records = 0;
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  const endField = () => {
    record.push(field);
    field = "";
  };
  const endRecord = () => {
    endField();
    if (record.length > 1 || record[0] !== "") {
      if (records <= limit) kept.push(record);
      records++;
    }
    record = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else isQuoted = false;
    } else if (char === '"' && field === "") isQuoted = true;
    else if (char === ",") endField();
    else if (char === "\n") endRecord();
    else if (char !== "\r") field += char;
  }
  if (field !== "" || record.length > 0) endRecord();
  return { header: kept[0] ?? [], rows: kept.slice(1), totalRows: Math.max(0, records - 1) };
}
