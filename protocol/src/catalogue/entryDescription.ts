import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetDescription } from "./datasetDescription.ts";
import { entryTriples } from "./entryTriples.ts";
import { readDescriptions } from "./readDescriptions.ts";

/** The typed description of a pinned catalogue entry; empty where its JSON-LD cannot be read without fetching anything. */
export function entryDescription(entry: object): DatasetDescription {
  try {
    const found = readDescriptions(entryTriples(entry)).map(({ description }) => description);
    const own = "@id" in entry ? entry["@id"] : undefined;
    return found.find(({ iri }) => iri === own) ?? found[0] ?? {};
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E1010") return {};
    throw error;
  }
}
