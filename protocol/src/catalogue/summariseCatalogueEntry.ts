import type { CatalogueDocument } from "./catalogueDocument.ts";

/** What a list of datasets shows of an entry. `records` is the published (rounded) count, null when it is not published. */
export type CatalogueSummary = {
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly records: number | null;
  readonly licence: string | null;
};

/** Reads the members that a list shows; of several languages English first, else the first one given. */
export function summariseCatalogueEntry(entry: CatalogueDocument): CatalogueSummary {
  const records = Number(texts(entry["healthdcatap:numberOfRecords"])[0]);
  return {
    title: preferred(entry["dct:title"]),
    description: preferred(entry["dct:description"]),
    keywords: texts(entry["dcat:keyword"]),
    records: Number.isSafeInteger(records) && records >= 0 && records <= 2_147_483_647 ? records : null,
    licence: licenceOf(entry["dcat:distribution"]),
  };
}

function list(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function texts(value: unknown): string[] {
  return list(value)
    .map((item) => (typeof item === "object" ? member(item, "@value") : item))
    .filter((item) => typeof item === "string" || typeof item === "number")
    .map(String);
}

function preferred(value: unknown): string {
  const english = list(value).filter((item) => String(member(item, "@language") ?? "").startsWith("en"));
  return texts(english)[0] ?? texts(value)[0] ?? "";
}

function licenceOf(distributions: unknown): string | null {
  for (const distribution of list(distributions)) {
    const licence = member(distribution, "dct:license");
    const iri = typeof licence === "string" ? licence : member(licence, "@id");
    if (typeof iri === "string") return iri;
  }
  return null;
}
