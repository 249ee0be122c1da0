/** A search somebody named: `search` is the part of the address after "?". */
export type SavedSearch = { readonly name: string; readonly search: string };

/** Most searches an account keeps, and longest name. */
export const MAX_SEARCHES = 30;
export const MAX_NAME = 60;

/**
 * Place of an account's searches in this browser's storage; they are nobody else's business and never leave it. Without an account they belong to
 * whoever uses the browser. Example: `symbolon/searches/31337/0xab…`.
 */
export function searchesSlot(chainId: number, account: string | undefined): string {
  return `symbolon/searches/${chainId}/${account?.toLowerCase() ?? "nobody"}`;
}

/** Searches in what a slot holds; a damaged record counts as empty. */
export function readSearches(text: string | null): readonly SavedSearch[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isSearch).slice(0, MAX_SEARCHES) : [];
  } catch {
    return [];
  }
}

/** The list with a search added in front; one of the same name or the same search gives way. */
export function withSearch(list: readonly SavedSearch[], added: SavedSearch): readonly SavedSearch[] {
  const others = list.filter(({ name, search }) => name !== added.name && search !== added.search);
  return [added, ...others].slice(0, MAX_SEARCHES);
}

function isSearch(value: unknown): value is SavedSearch {
  if (typeof value !== "object" || value === null) return false;
  const { name, search } = value as { name?: unknown; search?: unknown };
  return typeof name === "string" && name !== "" && name.length <= MAX_NAME && typeof search === "string";
}
