/** OMOP CDM 5.4 tables that every archive of whole patients has beside those of facts: who, observed when, died when, and what codes mean. */
export const FRAME_TABLES = [
  "person",
  "observation_period",
  "death",
  "concept",
  "vocabulary",
  "domain",
  "concept_class",
  "cdm_source",
] as const;
