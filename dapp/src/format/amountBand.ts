/**
 * A band of whole numbers by its name: "1000..9999" has lower 1000 and, exclusive, upper 10000; the open "1000.." has none. Null for what is no
 * band, as "unknown".
 */
export function amountBand(name: string): { readonly lower: bigint; readonly upper: bigint | null } | null {
  const match = /^(\d{1,78})\.\.(\d{0,78})$/.exec(name);
  if (match === null) return null;
  const [, lower = "", upper = ""] = match;
  return { lower: BigInt(lower), upper: upper === "" ? null : BigInt(upper) + 1n };
}
