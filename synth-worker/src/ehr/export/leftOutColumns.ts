import {
  type AnyOmopRow,
  OMOP_TABLE_NAMES,
  type OmopTableName,
  type OmopTables,
} from "../omop/omopTables.ts";

/** Columns no resource has a place for, by table; concepts of source values are beside them in every table. */
const COLUMNS: Readonly<Partial<Record<OmopTableName, readonly string[]>>> = {
  person: ["month_of_birth", "day_of_birth", "birth_datetime", "race_source_value", "ethnicity_source_value"],
  visit_occurrence: [
    "admitted_from_concept_id",
    "admitted_from_source_value",
    "discharged_to_concept_id",
    "discharged_to_source_value",
    "preceding_visit_occurrence_id",
  ],
  condition_occurrence: ["condition_status_concept_id", "stop_reason"],
  drug_exposure: ["sig", "lot_number"],
  procedure_occurrence: ["quantity"],
  observation: ["value_as_string", "qualifier_concept_id"],
  death: ["cause_concept_id", "cause_source_value"],
  episode: ["episode_end_date", "episode_end_datetime", "episode_parent_id", "episode_number"],
};
const EVERYWHERE = ["provider_id", "care_site_id", "location_id", "visit_detail_id"];

/** Tells every cell that an export to FHIR leaves out, as "table.column". */
export function leftOutColumns(tables: OmopTables, leaveOut: (what: string) => void): void {
  for (const table of OMOP_TABLE_NAMES)
    for (const row of tables[table] as readonly AnyOmopRow[])
      for (const [column, value] of Object.entries(row)) {
        const isLeft =
          column.endsWith("_source_concept_id") ||
          EVERYWHERE.includes(column) ||
          COLUMNS[table]?.includes(column);
        if (isLeft && value !== undefined && value !== null && value !== 0) leaveOut(`${table}.${column}`);
      }
}
