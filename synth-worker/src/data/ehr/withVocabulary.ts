import { usedConcepts } from "../../ehr/omop/conceptRows.ts";
import type { OmopTables } from "../../ehr/omop/omopTables.ts";

/** Synthetic tables with the vocabulary tables of those that they were learnt from, of concepts only those that occur. */
export function withVocabulary(made: OmopTables, source: OmopTables): OmopTables {
  const used = usedConcepts(made);
  return {
    ...made,
    cdm_source: source.cdm_source,
    vocabulary: source.vocabulary,
    domain: source.domain,
    concept_class: source.concept_class,
    concept: source.concept.filter(({ concept_id }) => used.has(concept_id)),
  };
}
