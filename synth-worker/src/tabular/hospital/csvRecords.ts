/** Why a text is no table; its message counts records from 0, the header. */
export class CsvFault extends Error {}

/**
 * Records of CSV text (RFC 4180) in order, the header first: fields separated by `delimiter`, quoted with ", quotes doubled, lines ended
 * by LF or CRLF. Empty lines are no records. As strict as the DuckDB reader of data/readSource.ts, or stricter: every record has as many fields as the
 * header, a quote opens a field or stands inside a quoted one, nothing follows a closing quote. Throws CsvFault.
 */
export function* csvRecords(text: string, delimiter: string): Generator<string[]> {
  let at = 0;
  let width = -1;
  let number = 0;
  const fail = (reason: string): never => {
    throw new CsvFault(`record ${number}: ${reason}`);
  };
  /** The field at `at`; leaves `at` behind it. */
  const field = (): string => {
    if (text[at] !== '"') {
      const start = at;
      while (at < text.length && text[at] !== delimiter && !isLineEnd(text, at)) {
        if (text[at] === '"') fail("a quote inside an unquoted field");
        at++;
      }
      return text.slice(start, at);
    }
    let out = "";
    for (;;) {
      const end = text.indexOf('"', at + 1);
      if (end < 0) fail("a quoted field has no end");
      out += text.slice(at + 1, end);
      at = end + 1;
      if (text[at] !== '"') break;
      out += '"';
    }
    if (at < text.length && text[at] !== delimiter && !isLineEnd(text, at)) fail("text after a quoted field");
    return out;
  };
  while (at < text.length) {
    if (isLineEnd(text, at)) {
      at += text[at] === "\r" ? 2 : 1;
      continue;
    }
    const record = [field()];
    while (text[at] === delimiter) {
      at++;
      record.push(field());
    }
    if (width < 0) width = record.length;
    if (record.length !== width) fail(`${record.length} fields, the header has ${width}`);
    yield record;
    number++;
    at += text[at] === "\r" ? 2 : 1;
  }
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n");
}
