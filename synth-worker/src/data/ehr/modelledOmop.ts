import type { OmopTableName } from "../../ehr/omop/omopTables.ts";

/** How rows of an OMOP table are modelled: what they are about, when, and their values. Columns that are named nowhere are left out. */
export type ModelledTable = {
  readonly table: OmopTableName;
  readonly key: string;
  readonly start: string;
  /** Written as the start plus a drawn number of days; null: not modelled. */
  readonly end: string | null;
  /** Together one code. */
  readonly about: readonly string[];
  /** Together one category beside the code. */
  readonly value: readonly string[];
  readonly number: string | null;
};

/** The OMOP tables that a model of whole patients draws, visits first. */
export const MODELLED_OMOP: readonly ModelledTable[] = [
  {
    table: "visit_occurrence",
    key: "visit_occurrence_id",
    start: "visit_start_date",
    end: "visit_end_date",
    about: ["visit_concept_id", "visit_type_concept_id", "visit_source_value"],
    value: [],
    number: null,
  },
  fact("condition_occurrence", "condition", { start: "condition_start_date" }),
  fact("procedure_occurrence", "procedure", { start: "procedure_date" }),
  fact("drug_exposure", "drug", { start: "drug_exposure_start_date", end: "drug_exposure_end_date" }),
  fact("measurement", "measurement", {
    start: "measurement_date",
    about: ["operator_concept_id", "unit_concept_id", "unit_source_value"],
    value: ["value_as_concept_id", "value_source_value"],
    number: "value_as_number",
  }),
  fact("observation", "observation", {
    start: "observation_date",
    about: ["unit_concept_id", "unit_source_value"],
    value: ["value_as_concept_id", "value_source_value"],
    number: "value_as_number",
  }),
];

function fact(
  table: OmopTableName,
  stem: string,
  own: { readonly start: string } & Partial<Pick<ModelledTable, "end" | "about" | "value" | "number">>,
): ModelledTable {
  return {
    table,
    key: `${table}_id`,
    start: own.start,
    end: own.end ?? null,
    about: [
      `${stem}_concept_id`,
      `${stem}_type_concept_id`,
      `${stem}_source_value`,
      `${stem}_source_concept_id`,
      ...(own.about ?? []),
    ],
    value: own.value ?? [],
    number: own.number ?? null,
  };
}
