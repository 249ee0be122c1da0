/** PostgreSQL type numbers (pg_type.oid) whose JavaScript form both adapters fix. */
export const OID = {
  int8: 20,
  int8Array: 1016,
  numeric: 1700,
  numericArray: 1231,
} as const;

/**
 * bigint text as number.
 * @throws RangeError beyond 2^53, where a number would be another value; keep such values in numeric.
 */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

/** One-dimensional array text of numbers (`{1,2}`, no quotes needed by PostgreSQL) as decimal strings. */
export function parseNumericArray(text: string): string[] {
  const inner = text.slice(1, -1);
  return inner === "" ? [] : inner.split(",");
}

/** One-dimensional bigint array text as numbers; throws like parseInt8. */
export function parseInt8Array(text: string): number[] {
  return parseNumericArray(text).map(parseInt8);
}
