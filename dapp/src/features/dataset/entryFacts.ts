import type { DatasetDescription } from "@symbolon/protocol";
import { agesText } from "../../format/agesText.ts";
import { codeOfIri } from "../../format/codeOfIri.ts";
import { countryName } from "../../format/countryName.ts";
import { preferredText } from "../../format/preferredText.ts";
import { wordsOfCode } from "../../format/wordsOfCode.ts";

/** One labelled line of a catalogue entry. */
export type EntryFact = { readonly label: string; readonly value: string };

/** What a catalogue entry tells beyond title and description, in a reader's words and in a fixed order; what it does not tell is left out. */
export function entryFacts(entry: DatasetDescription): EntryFact[] {
  const codes = (iris: readonly string[] | undefined) => (iris ?? []).map(codeOfIri);
  const places = (entry.spatial ?? []).map((iri) =>
    iri.includes("/country/") ? countryName(codeOfIri(iri)) : codeOfIri(iri),
  );
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ["Holder", preferredText(entry.publisher?.name)],
    ["Health data access body", preferredText(entry.hdab?.name)],
    ["People", preferredText(entry.populationCoverage)],
    ["Typical ages", agesText(entry.minTypicalAge, entry.maxTypicalAge)],
    ["Places", places.join(", ")],
    ["Collected", entry.temporal?.map(({ start, end }) => `${start ?? "…"} to ${end ?? "now"}`).join("; ")],
    ["Health themes", codes(entry.healthTheme).map(wordsOfCode).join(", ")],
    ["Coding systems", codes(entry.codingSystem).join(", ")],
    ["Codes", entry.codeValues?.join(", ")],
    ["Standards", codes(entry.conformsTo).join(", ")],
    [
      "Updated",
      entry.accrualPeriodicity === undefined ? null : wordsOfCode(codeOfIri(entry.accrualPeriodicity)),
    ],
    ["Origin of the records", entry.provenance?.map(({ label }) => preferredText(label)).join("; ")],
    ["Made from", entry.source?.join(", ")],
    ["Legal basis", entry.legalBasis?.map(({ description }) => preferredText(description)).join("; ")],
    [
      "Original records",
      entry.accessRights === undefined ? null : wordsOfCode(codeOfIri(entry.accessRights)),
    ],
  ];
  return lines.flatMap(([label, value]) => (value == null || value === "" ? [] : [{ label, value }]));
}
