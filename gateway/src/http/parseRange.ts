/** Bytes start..end of a body, both inclusive, as RFC 9110 section 14 counts them. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Reads a Range header for a body of `size` bytes. Returns null when the whole body is to be sent (no header, other units, several
 * ranges or bad syntax: RFC 9110 section 14.2 lets a server ignore those) and "unsatisfiable" when the range lies outside (416).
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  if (from === "") {
    const length = Number(to);
    if (length === 0 || size === 0) return "unsatisfiable";
    return { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end };
}
