import { type CatalogueEntryInput, catalogueDescription } from "./catalogueDescription.ts";
import type { CatalogueDocument } from "./catalogueDocument.ts";
import { describeDataset } from "./describeDataset.ts";

/**
 * HealthDCAT-AP Release 8 description (access level NON_PUBLIC: 14 mandatory properties and the variables) as one JSON-LD node. The records
 * themselves are never offered: distributions are synthetic data made on demand, one per release class on offer (`symbolon:releaseClass`; an
 * entry without the word offers private files only). Pure and deterministic: equal input, equal digest.
 * Throws RangeError for an unknown category, an empty or unknown purposes mask, an identifier that is no URN part or a negative count, and E1009
 * where the entry would break the shapes (an empty text, an unknown code, publicly funded without a label).
 */
export function buildCatalogueEntry(input: CatalogueEntryInput): CatalogueDocument {
  return describeDataset(catalogueDescription(input));
}
