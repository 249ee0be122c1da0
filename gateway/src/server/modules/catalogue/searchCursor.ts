import { SymbolonError } from "@symbolon/protocol";

/** A place in a sorted list of datasets: the key that it is sorted by, then the dataset's number. */
export type SearchCursor = { readonly key: bigint; readonly id: bigint };

/** Reads a cursor, `<key>:<id>`; null for none. Throws E9009 for what is no cursor. */
export function searchCursor(after: string | null): SearchCursor | null {
  if (after === null) return null;
  const match = /^(-?\d{1,78}):([1-9]\d{0,77})$/.exec(after);
  if (match === null) throw new SymbolonError("E9009", { reason: "after is no cursor of this list" });
  return { key: BigInt(match[1]!), id: BigInt(match[2]!) };
}
