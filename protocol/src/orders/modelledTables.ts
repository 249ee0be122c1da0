/** The OMOP CDM 5.4 tables of facts that a model of whole patients draws, visits first. */
export const MODELLED_TABLES = [
  "visit_occurrence",
  "condition_occurrence",
  "procedure_occurrence",
  "drug_exposure",
  "measurement",
  "observation",
] as const;
export type ModelledTableName = (typeof MODELLED_TABLES)[number];
