import type { DatasetDescription } from "@symbolon/protocol";
import { codeOfIri } from "../../format/codeOfIri.ts";
import { preferredText } from "../../format/preferredText.ts";
import type { Population } from "./types.ts";

/** Whose records a dataset holds, from its catalogue entry. Places other than countries are left to the dataset's page. */
export function populationOf(entry: DatasetDescription): Population {
  return {
    coverage: preferredText(entry.populationCoverage),
    minAge: entry.minTypicalAge ?? null,
    maxAge: entry.maxTypicalAge ?? null,
    countries: (entry.spatial ?? []).filter((iri) => iri.includes("/country/")).map(codeOfIri),
  };
}
