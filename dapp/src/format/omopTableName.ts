const NAMES: Readonly<Record<string, string>> = {
  person: "Persons",
  observation_period: "Times under observation",
  visit_occurrence: "Visits",
  condition_occurrence: "Diagnoses",
  procedure_occurrence: "Procedures",
  drug_exposure: "Medicines",
  measurement: "Measurements",
  observation: "Other observations",
  death: "Deaths",
  concept: "What codes mean",
  vocabulary: "Code systems",
  domain: "Kinds of codes",
  concept_class: "Classes of codes",
  cdm_source: "About the tables",
};

/** A table of the OMOP common data model (version 5.4) in plain words; its own name where there are none here. */
export function omopTableName(table: string): string {
  return NAMES[table] ?? table;
}
