import { type CatalogueDocument, type DatasetDescription, entryDescription } from "@symbolon/protocol";
import { bandOf, FACET_BANDS } from "./facetBands.ts";

/** One value of one facet of an entry. */
export type FacetValue = { readonly facet: string; readonly value: string };

/** Ages of life that a dataset's typical ages touch; the names are inclusive years. */
const AGE_BANDS = [
  { name: "0..17", from: 0, to: 17 },
  { name: "18..64", from: 18, to: 64 },
  { name: "65..", from: 65, to: Number.POSITIVE_INFINITY },
] as const;
/** Longest value kept; codes are far shorter. */
const MAX_LENGTH = 100;

/**
 * Facet values that a catalogue entry tells (theme, coding system, standard, country, access level, population, records): last parts of
 * the IRIs, bands of ages and of the number of records. Each value once. Without ages or a number the value is `unknown`. An entry whose JSON-LD
 * cannot be read has the two unknowns and no more.
 */
export function entryFacets(entry: CatalogueDocument): readonly FacetValue[] {
  const description = entryDescription(entry);
  const codes = (iris: readonly string[] | undefined) => (iris ?? []).map(lastPart);
  const values: Record<string, readonly string[]> = {
    theme: codes(description.healthTheme),
    codingSystem: codes(description.codingSystem),
    standard: codes(description.conformsTo),
    country: (description.spatial ?? []).filter((iri) => iri.includes("/country/")).map(lastPart),
    accessLevel: description.accessRights === undefined ? [] : [lastPart(description.accessRights)],
    population: ageBands(description),
    records: [recordsBand(description.records ?? description.individuals)],
  };
  return Object.entries(values).flatMap(([facet, given]) =>
    [...new Set(given)]
      .filter((value) => value !== "" && value.length <= MAX_LENGTH)
      .map((value) => ({ facet, value })),
  );
}

function lastPart(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1).replaceAll("\u0000", "");
}

function ageBands({ minTypicalAge, maxTypicalAge }: DatasetDescription): readonly string[] {
  if (minTypicalAge === undefined && maxTypicalAge === undefined) return ["unknown"];
  const from = minTypicalAge ?? 0;
  const to = maxTypicalAge ?? Number.POSITIVE_INFINITY;
  return AGE_BANDS.filter((band) => from <= band.to && to >= band.from).map(({ name }) => name);
}

function recordsBand(count: number | undefined): string {
  return count === undefined ? "unknown" : bandOf(FACET_BANDS.records, BigInt(count));
}
