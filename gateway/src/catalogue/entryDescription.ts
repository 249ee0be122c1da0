import {
  type CatalogueDocument,
  type DatasetDescription,
  entryTriples,
  readDescriptions,
  SymbolonError,
} from "@symbolon/protocol";

/** The typed description of a pinned entry; empty where its JSON-LD cannot be read without fetching anything. */
export function entryDescription(entry: CatalogueDocument): DatasetDescription {
  try {
    const found = readDescriptions(entryTriples(entry)).map(({ description }) => description);
    return found.find(({ iri }) => iri === entry["@id"]) ?? found[0] ?? {};
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E1010") return {};
    throw error;
  }
}
