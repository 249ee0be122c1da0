import type { ColumnConcept } from "../messages/columnConcept.ts";

/** IRIs that a vocabulary's own publisher gives its codes: SNOMED CT's URI standard, section 2, and LOINC's pages. */
const BASES: Readonly<Record<string, string>> = {
  "http://snomed.info/sct": "http://snomed.info/id/",
  "http://loinc.org": "https://loinc.org/",
};

/** The IRI of a column's concept for csvw:propertyUrl; null where its vocabulary gives codes none that we know. */
export function conceptIri({ system, code }: Pick<ColumnConcept, "system" | "code">): string | null {
  const base = BASES[system];
  return base === undefined ? null : `${base}${encodeURIComponent(code)}`;
}
