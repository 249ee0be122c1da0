import { CONCEPT } from "./conceptIds.ts";
import { type AnyOmopRow, columnsOf, OMOP_TABLE_NAMES, type OmopTables } from "./omopTables.ts";

const DOMAIN = "Metadata";
const CLASS = "Undefined";
const OMOP_IDS = "None";
/** OMOP's own words for "always": the validity of a concept that nobody withdrew. */
const VALID = { valid_start_date: "1970-01-01", valid_end_date: "2099-12-31" };

/** Collects the concept ids a data set uses, table by table. */
export function usedConcepts(tables: Partial<OmopTables>, into: Set<number> = new Set()): Set<number> {
  for (const table of OMOP_TABLE_NAMES) {
    if (table === "concept") continue;
    const columns = Object.entries(columnsOf(table)).filter(([, { references }]) => references === "concept");
    for (const row of (tables[table] ?? []) as readonly AnyOmopRow[])
      for (const [column] of columns) {
        const id = row[column];
        if (typeof id === "number") into.add(id);
      }
  }
  return into;
}

/**
 * The vocabulary tables of a data set: one concept per id in use, named by its number, and the code systems met by id and URI. No licensed
 * vocabulary: whoever holds one joins it by concept_id.
 */
export function conceptRows(
  ids: ReadonlySet<number>,
  systems: ReadonlyMap<string, string>,
): Pick<OmopTables, "concept" | "vocabulary" | "domain" | "concept_class"> {
  const vocabularies = new Map([[OMOP_IDS, "https://fhir-terminology.ohdsi.org"], ...systems]);
  return {
    concept: [...new Set([CONCEPT.none, ...ids])]
      .sort((a, b) => a - b)
      .map((id) => ({
        concept_id: id,
        concept_name: id === CONCEPT.none ? "No matching concept" : `Concept ${id}`,
        domain_id: DOMAIN,
        vocabulary_id: OMOP_IDS,
        concept_class_id: CLASS,
        concept_code: String(id),
        ...VALID,
      })),
    vocabulary: [...vocabularies]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, uri]) => ({
        vocabulary_id: id,
        vocabulary_name: id,
        vocabulary_reference: uri,
        vocabulary_concept_id: CONCEPT.none,
      })),
    domain: [{ domain_id: DOMAIN, domain_name: DOMAIN, domain_concept_id: CONCEPT.none }],
    concept_class: [
      { concept_class_id: CLASS, concept_class_name: CLASS, concept_class_concept_id: CONCEPT.none },
    ],
  };
}
