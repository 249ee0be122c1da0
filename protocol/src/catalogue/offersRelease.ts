import type { CatalogueDocument } from "./catalogueDocument.ts";

/** Whether one of an entry's distributions has this word of `symbolon:releaseClass`. */
export function offersRelease(entry: CatalogueDocument, release: string): boolean {
  const distributions: unknown[] = [entry["dcat:distribution"]].flat();
  return distributions.some(
    (distribution) =>
      typeof distribution === "object" &&
      distribution !== null &&
      (distribution as Record<string, unknown>)["symbolon:releaseClass"] === release,
  );
}
