import { HIGH_FIDELITY } from "../messages/orderSpec.ts";
import type { CatalogueDocument } from "./catalogueDocument.ts";
import { offersRelease } from "./offersRelease.ts";

/**
 * Whether a catalogue entry offers high-fidelity files (which are not differentially private) beside private ones: one of its distributions says
 * so. The provider's node decides by its own configuration; this is what buyers are told.
 */
export function offersHighFidelity(entry: CatalogueDocument): boolean {
  return offersRelease(entry, HIGH_FIDELITY);
}
