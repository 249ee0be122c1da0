import { CONCEPT } from "./conceptIds.ts";

/** Tables an event id may point into. */
export type EventTable =
  | "visit_occurrence"
  | "condition_occurrence"
  | "procedure_occurrence"
  | "drug_exposure"
  | "measurement"
  | "observation";

/** Which table an event id points into, by the concept of the table's key (OMOP CDM 5.4: meas_event_field_concept_id and its like). */
export const EVENT_FIELDS: ReadonlyMap<number, EventTable> = new Map([
  [CONCEPT.fieldVisit, "visit_occurrence"],
  [CONCEPT.fieldCondition, "condition_occurrence"],
  [CONCEPT.fieldProcedure, "procedure_occurrence"],
  [CONCEPT.fieldDrug, "drug_exposure"],
  [CONCEPT.fieldMeasurement, "measurement"],
  [CONCEPT.fieldObservation, "observation"],
]);
