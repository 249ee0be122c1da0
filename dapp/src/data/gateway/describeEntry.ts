import { type DatasetDescription, entryTriples, readDescriptions, SymbolonError } from "@symbolon/protocol";

/**
 * A pinned catalogue entry as data, read with protocol's own reader; empty where its JSON-LD uses what is not read here, null where there is
 * no entry (yet).
 */
export function describeEntry(entry: unknown): DatasetDescription | null {
  if (typeof entry !== "object" || entry === null) return null;
  try {
    const found = readDescriptions(entryTriples(entry)).map(({ description }) => description);
    const own = (entry as Record<string, unknown>)["@id"];
    return found.find(({ iri }) => iri === own) ?? found[0] ?? {};
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E1010") return {};
    throw error;
  }
}
