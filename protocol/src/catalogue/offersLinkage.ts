import { LINKED } from "../messages/orderSpec.ts";
import type { CatalogueDocument } from "./catalogueDocument.ts";
import { offersRelease } from "./offersRelease.ts";

/**
 * Whether a catalogue entry offers files of its patients linked with another holder's. Both holders of a linked order must. The provider's node decides by
 * its own configuration; this is what buyers are told.
 */
export function offersLinkage(entry: CatalogueDocument): boolean {
  return offersRelease(entry, LINKED);
}
