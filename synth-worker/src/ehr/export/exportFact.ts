import { DISEASE_STATUS_CODE, PROFILE, STAGE_GROUP_CODES, SYSTEM } from "../fhir/codes.ts";
import { MEASUREMENT_TYPES } from "../import/mapObservation.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import {
  type ExportContext,
  factsOf,
  withoutEmpty,
  type WrittenConcept,
  writeConcept,
  writeWhen,
} from "./exportContext.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { writeQuantity } from "./writeQuantity.ts";

const CATEGORIES: ReadonlyMap<number, string> = new Map([...MEASUREMENT_TYPES].map(([code, id]) => [id, code]));

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

/**
 * A row of measurement or observation to Observation (R4), rows linked to it as its components. It claims the mCODE stage group where it is one by its code and
 * has what the profile demands: a coded value, a method and a primary cancer condition.
 */
export function exportFact(
  context: ExportContext,
  fact: FactRow,
  parts: {
    readonly components: readonly FactRow[];
    readonly isCancer: (conditionId: number) => boolean;
    readonly hasCondition: (conditionId: number) => boolean;
  },
): FhirResource {
  const owner = { field: fact.field, id: fact.id };
  const method = factsOf(context, owner, "method")[0];
  const precision = factsOf(context, owner, "startPrecision")[0]?.value_source_value;
  const focus =
    fact.eventField === CONCEPT.fieldCondition && fact.eventId !== undefined && parts.hasCondition(fact.eventId)
      ? fact.eventId
      : undefined;
  const code = fact.source === undefined ? undefined : readSourceValue(fact.source, context.names);
  const isStageGroup =
    code?.system === SYSTEM.loinc &&
    STAGE_GROUP_CODES.has(code.code) &&
    method !== undefined &&
    focus !== undefined &&
    parts.isCancer(focus) &&
    parts.components.length === 0 &&
    valueOf(context, fact).valueCodeableConcept !== undefined;
  return withoutEmpty({
    resourceType: "Observation",
    id: resourceId(fact.field === CONCEPT.fieldMeasurement ? "measurement" : "observation", fact.id),
    meta: isStageGroup ? { profile: [PROFILE.stageGroup] } : undefined,
    status: "final",
    category:
      fact.category === undefined
        ? undefined
        : [{ coding: [{ system: SYSTEM.observationCategory, code: fact.category }] }],
    code: codeOf(context, fact),
    subject: context.patient,
    focus: focus === undefined ? undefined : [{ reference: `Condition/${resourceId("condition", focus)}` }],
    encounter:
      fact.visitId === undefined ? undefined : { reference: `Encounter/${resourceId("visit", fact.visitId)}` },
    effectiveDateTime: writeWhen(fact.date, fact.datetime, precision),
    ...valueOf(context, fact),
    method:
      method === undefined
        ? undefined
        : writeConcept(context, method.value_source_value, method.value_as_concept_id),
    component:
      parts.components.length === 0
        ? undefined
        : parts.components.map((part) => ({ code: codeOf(context, part), ...valueOf(context, part) })),
  });
}

/** An episode of disease state to the mCODE cancer disease status; `focus` is the condition it is of. */
export function exportDiseaseStatus(
  context: ExportContext,
  episode: OmopRow<"episode">,
  focus: { readonly id: number; readonly isCancer: boolean } | undefined,
): FhirResource {
  return withoutEmpty({
    resourceType: "Observation",
    id: resourceId("episode", episode.episode_id),
    meta: focus === undefined || focus.isCancer ? { profile: [PROFILE.diseaseStatus] } : undefined,
    status: "final",
    code: { coding: [{ system: SYSTEM.loinc, code: DISEASE_STATUS_CODE }] },
    subject: context.patient,
    focus: focus === undefined ? undefined : [{ reference: `Condition/${resourceId("condition", focus.id)}` }],
    effectiveDateTime: writeWhen(episode.episode_start_date, episode.episode_start_datetime),
    valueCodeableConcept: writeConcept(context, episode.episode_source_value, episode.episode_concept_id),
  });
}

/** Observation.code is required: a row without any code says so in words. */
function codeOf(context: ExportContext, { source, conceptId }: FactRow): WrittenConcept | { text: string } {
  return writeConcept(context, source, conceptId) ?? { text: "not coded" };
}

function valueOf(context: ExportContext, { cells }: FactRow) {
  const { value_as_number: number, value_source_value: source, unit_source_value: unit } = cells;
  const { range_low: low, range_high: high } = cells;
  const code = source === undefined ? undefined : readSourceValue(source, context.names);
  const isInteger = number !== undefined && unit === undefined && source === String(number);
  const isFlag = code?.system === SYSTEM.fhir && (code.code === "true" || code.code === "false");
  const range = withoutEmpty({
    low: low === undefined ? undefined : writeQuantity(context, low, {}),
    high: high === undefined ? undefined : writeQuantity(context, high, {}),
  });
  return withoutEmpty({
    valueQuantity:
      number === undefined || isInteger
        ? undefined
        : writeQuantity(context, number, { unit, operator: cells.operator_concept_id }),
    valueInteger: isInteger ? number : undefined,
    valueBoolean: number === undefined && isFlag ? code?.code === "true" : undefined,
    valueCodeableConcept:
      number !== undefined || isFlag ? undefined : writeConcept(context, source, cells.value_as_concept_id),
    referenceRange: low === undefined && high === undefined ? undefined : [range],
  });
}
