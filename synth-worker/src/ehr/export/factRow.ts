import { MEASUREMENT_TYPES } from "../import/observationCategories.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";

const CATEGORIES: ReadonlyMap<number, string> = new Map(
  [...MEASUREMENT_TYPES].map(([code, id]) => [id, code]),
);

/** A row of measurement or observation in the words both share. */
export type FactRow = {
  readonly id: number;
  readonly field: number;
  readonly conceptId: number;
  readonly source: string | undefined;
  readonly date: string;
  readonly datetime: string | undefined;
  readonly category: string | undefined;
  readonly visitId: number | undefined;
  readonly eventId: number | undefined;
  readonly eventField: number | undefined;
  readonly cells: Partial<OmopRow<"measurement">>;
};

/** measurement in the shared words. */
export function factOfMeasurement(row: OmopRow<"measurement">): FactRow {
  return {
    id: row.measurement_id,
    field: CONCEPT.fieldMeasurement,
    conceptId: row.measurement_concept_id,
    source: row.measurement_source_value,
    date: row.measurement_date,
    datetime: row.measurement_datetime,
    category: CATEGORIES.get(row.measurement_type_concept_id),
    visitId: row.visit_occurrence_id,
    eventId: row.measurement_event_id,
    eventField: row.meas_event_field_concept_id,
    cells: row,
  };
}

/** observation in the shared words. */
export function factOfObservation(row: OmopRow<"observation">): FactRow {
  const { value_as_number, value_as_concept_id, value_source_value, unit_source_value } = row;
  return {
    id: row.observation_id,
    field: CONCEPT.fieldObservation,
    conceptId: row.observation_concept_id,
    source: row.observation_source_value,
    date: row.observation_date,
    datetime: row.observation_datetime,
    category: row.qualifier_source_value,
    visitId: row.visit_occurrence_id,
    eventId: row.observation_event_id,
    eventField: row.obs_event_field_concept_id,
    cells: { value_as_number, value_as_concept_id, value_source_value, unit_source_value },
  };
}
