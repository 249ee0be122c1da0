/** A text as a CSV cell (RFC 4180, section 2): quoted where it holds a comma, quote or line break, quotes doubled. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
