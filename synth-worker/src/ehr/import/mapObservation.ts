import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import type { PartialDate } from "../dates/readDate.ts";
import { DISEASE_STATUS_CODE, SYSTEM } from "../fhir/codes.ts";
import type { Kept, KeptValue } from "../fhir/keptShapes.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { attachFact, attachPrecision } from "./attachFact.ts";
import { type Coded, coded } from "./coded.ts";
import { extendSpan, factDate, visitOf } from "./factDate.ts";
import type { MappedCondition, PersonContext } from "./importContext.ts";
import { knownStatus } from "./knownStatus.ts";
import { MEASUREMENT_TYPES, OTHER_CATEGORIES } from "./observationCategories.ts";
import { valueColumns } from "./valueColumns.ts";

const NOT_DONE = new Set(["entered-in-error", "cancelled", "registered"]);

const CATEGORIES = new Set([...MEASUREMENT_TYPES.keys(), ...OTHER_CATEGORIES]);

/** Episodes that disease states are, by SNOMED CT code: worsened, not detected. Other states are episodes with concept 0. */
const EPISODE_CONCEPTS: ReadonlyMap<string, number> = new Map([
  ["271299001", CONCEPT.episodeProgression],
  ["260415000", CONCEPT.episodeRemission],
]);

/** Which table an Observation goes to. */
export function tableOfObservation(observation: Kept<"Observation">): "measurement" | "observation" {
  return OTHER_CATEGORIES.has(categoryOf(observation) ?? "") ? "observation" : "measurement";
}

/**
 * Observation (R4) to measurement or observation, components as rows linked to it, or to an episode when it is an mCODE cancer disease status. The reason
 * when it cannot be taken over, else null.
 */
export function mapObservation(context: PersonContext, observation: Kept<"Observation">): string | null {
  if (NOT_DONE.has(observation.status ?? "")) return "it was not made, or an error";
  const code = coded(context, "Observation.code", observation.code);
  if (code === null) return "no code that can be kept";
  const { effectiveDateTime, effectivePeriod, effectiveInstant, encounter } = observation;
  const start = factDate(
    context,
    "Observation",
    [effectiveDateTime, effectivePeriod?.start, effectiveInstant],
    encounter,
  );
  if (start === null) return "no date";
  const focus = focusOf(context, observation);
  extendSpan(context, start);
  // An episode has no place for how exactly its date is known.
  const isExact = start.precision === "day" || start.precision === "second";
  if (isExact && isDiseaseStatus(code) && addDiseaseStatus(context, observation, start, focus)) return null;
  const table = tableOfObservation(observation);
  const event = focus === undefined ? null : { id: focus.id, field: CONCEPT.fieldCondition };
  const common = { start, visitId: visitOf(context, encounter)?.id, category: categoryOf(observation) };
  const id = addFact(context, table, { ...common, code, value: observation, event, path: "Observation" });
  const owner = {
    id,
    field: table === "measurement" ? CONCEPT.fieldMeasurement : CONCEPT.fieldObservation,
    start,
  };
  for (const component of observation.component ?? []) {
    const part = coded(context, "Observation.component.code", component.code);
    if (part === null) context.tally.drop("Observation.component (no code that can be kept)");
    else
      addFact(context, table, {
        ...common,
        code: part,
        value: component,
        event: owner,
        path: "Observation.component",
      });
  }
  attachPrecision(context, owner, "startPrecision", start);
  const method = coded(context, "Observation.method", observation.method);
  if (method !== null) attachFact(context, owner, "method", { coded: method, date: start });
  return null;
}

function categoryOf({ category }: Kept<"Observation">): string | undefined {
  return category
    ?.map((concept) => knownStatus(concept, SYSTEM.observationCategory, CATEGORIES))
    .find((code) => code !== undefined);
}

function focusOf(context: PersonContext, { focus }: Kept<"Observation">): MappedCondition | undefined {
  let found: MappedCondition | undefined;
  for (const { reference } of focus ?? []) {
    const condition = context.conditions.get(referenceKey(reference) ?? "");
    if (condition === undefined || found !== undefined)
      context.tally.drop("Observation.focus (no Condition of this patient, or not the first)");
    else found = condition;
  }
  return found;
}

function isDiseaseStatus({ code }: Coded): boolean {
  return code?.system === SYSTEM.loinc && code.code === DISEASE_STATUS_CODE;
}

/** Adds the episode of a disease status; false when it has no coded value, and is an ordinary observation. */
function addDiseaseStatus(
  context: PersonContext,
  observation: Kept<"Observation">,
  start: PartialDate,
  focus: MappedCondition | undefined,
): boolean {
  const state = coded(context, "Observation.value", observation.valueCodeableConcept);
  if (state === null) return false;
  const { code } = state;
  const standard = code?.system === SYSTEM.snomed ? EPISODE_CONCEPTS.get(code.code) : undefined;
  const id = context.nextId("episode");
  context.tables.episode.push({
    episode_id: id,
    person_id: context.personId,
    episode_concept_id: standard ?? state.conceptId,
    episode_start_date: omopDate(start),
    episode_start_datetime: omopDatetime(start),
    episode_object_concept_id: focus?.conceptId ?? CONCEPT.none,
    episode_type_concept_id: CONCEPT.fromRecord,
    episode_source_value: state.source,
  });
  if (focus !== undefined)
    context.tables.episode_event.push({
      episode_id: id,
      event_id: focus.id,
      episode_event_field_concept_id: CONCEPT.fieldCondition,
    });
  return true;
}

type Fact = {
  readonly code: Coded;
  readonly start: PartialDate;
  readonly visitId: number | undefined;
  readonly category: string | undefined;
  readonly value: KeptValue;
  readonly event: { readonly id: number; readonly field: number } | null;
  readonly path: string;
};

/** Adds a row to measurement or observation and gives its key. */
function addFact(context: PersonContext, table: "measurement" | "observation", fact: Fact): number {
  const { code, start, visitId, category, event } = fact;
  const { operator_concept_id, range_low, range_high, ...value } = valueColumns(
    context,
    fact.path,
    fact.value,
  );
  const id = context.nextId(table);
  if (table === "measurement")
    context.tables.measurement.push({
      measurement_id: id,
      person_id: context.personId,
      measurement_concept_id: code.conceptId,
      measurement_date: omopDate(start),
      measurement_datetime: omopDatetime(start),
      measurement_type_concept_id: MEASUREMENT_TYPES.get(category ?? "") ?? CONCEPT.fromRecord,
      ...value,
      operator_concept_id,
      range_low,
      range_high,
      visit_occurrence_id: visitId,
      measurement_source_value: code.source,
      measurement_event_id: event?.id,
      meas_event_field_concept_id: event?.field,
    });
  else {
    if (operator_concept_id !== undefined || range_low !== undefined || range_high !== undefined)
      context.tally.drop(`${fact.path} comparator or range (no column)`);
    context.tables.observation.push({
      observation_id: id,
      person_id: context.personId,
      observation_concept_id: code.conceptId,
      observation_date: omopDate(start),
      observation_datetime: omopDatetime(start),
      observation_type_concept_id: CONCEPT.fromRecord,
      ...value,
      visit_occurrence_id: visitId,
      observation_source_value: code.source,
      qualifier_source_value: category,
      observation_event_id: event?.id,
      obs_event_field_concept_id: event?.field,
    });
  }
  return id;
}
