/** A value with every bigint as decimal text, so that it can be answered as JSON; everything else as it is. */
export function decimalJson(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(decimalJson);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decimalJson(item)]));
  return value;
}
