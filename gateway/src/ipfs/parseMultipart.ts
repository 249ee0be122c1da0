import { SymbolonError } from "@symbolon/protocol";

/** One part of a multipart body: its headers (lower-case names) and its bytes, a view into the body. */
export type MultipartPart = { readonly headers: ReadonlyMap<string, string>; readonly content: Uint8Array };

const LINE_END = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");
const MAX_PARTS = 1000;

/**
 * Splits a multipart/form-data body (RFC 2046 section 5.1, RFC 7578) held in memory. Written out because the platform's FormData
 * decodes parts without a file name as text, which would change bytes. Throws E9009 for a missing boundary, a body that does not end
 * with the closing delimiter (a cut upload), a part without end of headers, or more than 1000 parts.
 */
export function parseMultipart(contentType: string | undefined, body: Uint8Array): MultipartPart[] {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(
    contentType ?? "",
  );
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw unreadable("multipart/form-data with a boundary is expected");
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const opening = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if (!bytes.subarray(0, opening.length).equals(opening))
    throw unreadable("the body does not start with its boundary");
  const parts: MultipartPart[] = [];
  let at = opening.length;
  while (!isClosing(bytes, at)) {
    if (parts.length === MAX_PARTS) throw unreadable(`more than ${MAX_PARTS} parts`);
    if (!bytes.subarray(at, at + 2).equals(LINE_END)) throw unreadable("a boundary does not end its line");
    const headEnd = bytes.indexOf(HEAD_END, at);
    const end = headEnd < 0 ? -1 : bytes.indexOf(delimiter, headEnd + 2);
    if (end < 0) throw unreadable("the body ends inside a part");
    const headers = parseHeaders(bytes.toString("latin1", at + 2, headEnd));
    parts.push({ headers, content: bytes.subarray(Math.min(headEnd + 4, end), end) });
    at = end + delimiter.length;
  }
  return parts;
}

function isClosing(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x2d && bytes[at + 1] === 0x2d;
}

function parseHeaders(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon < 1) throw unreadable("a part has a header without a name");
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

function unreadable(reason: string): SymbolonError {
  return new SymbolonError("E9009", { reason });
}
