import type { ModelledTableName } from "../orders/modelledTables.ts";

/** A column of a table over time, as the catalogue describes variables (CSV on the Web datatypes). */
type OmopVariable = {
  readonly name: string;
  readonly title: string;
  readonly datatype: "integer" | "number" | "string" | "date";
};

const variable = (name: string, title: string, datatype: OmopVariable["datatype"]): OmopVariable => ({
  name,
  title,
  datatype,
});

/** The columns of OMOP CDM 5.4 tables that whole patients have values in, keys left out (github.com/OHDSI/CommonDataModel). */
export const OMOP_VARIABLES: Readonly<Record<ModelledTableName, readonly OmopVariable[]>> = {
  visit_occurrence: [
    variable("visit_concept_id", "Kind of visit", "integer"),
    variable("visit_start_date", "First day", "date"),
    variable("visit_end_date", "Last day", "date"),
    variable("visit_source_value", "Kind of visit as recorded", "string"),
  ],
  condition_occurrence: [
    variable("condition_concept_id", "Condition", "integer"),
    variable("condition_start_date", "First day", "date"),
    variable("condition_source_value", "Condition as recorded", "string"),
  ],
  procedure_occurrence: [
    variable("procedure_concept_id", "Procedure", "integer"),
    variable("procedure_date", "Day", "date"),
    variable("procedure_source_value", "Procedure as recorded", "string"),
  ],
  drug_exposure: [
    variable("drug_concept_id", "Drug", "integer"),
    variable("drug_exposure_start_date", "First day", "date"),
    variable("drug_exposure_end_date", "Last day", "date"),
    variable("drug_source_value", "Drug as recorded", "string"),
  ],
  measurement: [
    variable("measurement_concept_id", "What was measured", "integer"),
    variable("measurement_date", "Day", "date"),
    variable("value_as_number", "Value", "number"),
    variable("value_as_concept_id", "Value as a concept", "integer"),
    variable("unit_concept_id", "Unit", "integer"),
    variable("measurement_source_value", "What was measured, as recorded", "string"),
  ],
  observation: [
    variable("observation_concept_id", "What was observed", "integer"),
    variable("observation_date", "Day", "date"),
    variable("value_as_number", "Value", "number"),
    variable("value_as_concept_id", "Value as a concept", "integer"),
    variable("observation_source_value", "What was observed, as recorded", "string"),
  ],
};
