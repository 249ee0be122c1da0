import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import { PROFILE, SYSTEM } from "../fhir/codes.ts";
import { EXTENSION, type Kept } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import { attachFact, attachPrecision, type FactOwner } from "./attachFact.ts";
import { type Coded, coded } from "./coded.ts";
import { extendSpan, factDate, visitOf } from "./factDate.ts";
import type { PersonContext } from "./importContext.ts";
import { knownStatus } from "./knownStatus.ts";

const CLINICAL = new Set(["active", "recurrence", "relapse", "inactive", "remission", "resolved"]);
/** Clinical states in which a condition has no end (FHIR R4, invariant con-4). */
const ONGOING = new Set(["active", "recurrence", "relapse"]);
const VERIFICATION = new Set([
  "unconfirmed",
  "provisional",
  "differential",
  "confirmed",
  "refuted",
  "entered-in-error",
]);

/**
 * Condition (R4) to condition_occurrence, with body site, histology and stage as linked rows, and to an episode of first occurrence when it is an mCODE
 * primary cancer condition. The reason when it cannot be taken over, else null.
 */
export function mapCondition(
  context: PersonContext,
  condition: Kept<"Condition">,
  keys: readonly string[],
): string | null {
  const { tally } = context;
  const verification = knownStatus(condition.verificationStatus, SYSTEM.verificationStatus, VERIFICATION);
  if (verification === "refuted" || verification === "entered-in-error") return "it is refuted or an error";
  const code = coded(context, "Condition.code", condition.code);
  if (code === null) return "no code that can be kept";
  const onset = condition.onsetDateTime ?? condition.onsetPeriod?.start;
  const start = factDate(context, "Condition", [onset, condition.recordedDate], condition.encounter);
  if (start === null) return "no date";
  const abatement = condition.abatementDateTime ?? condition.abatementPeriod?.start;
  const end = context.endOf(start, abatement);
  if (end === null && abatement !== undefined)
    tally.drop("Condition.abatement (not a date, or before the onset)");
  let clinical = knownStatus(condition.clinicalStatus, SYSTEM.clinicalStatus, CLINICAL);
  if (end !== null && clinical !== undefined && ONGOING.has(clinical)) {
    tally.drop("Condition.clinicalStatus (contradicts the abatement)");
    clinical = undefined;
  }
  const id = context.nextId("condition_occurrence");
  context.tables.condition_occurrence.push({
    condition_occurrence_id: id,
    person_id: context.personId,
    condition_concept_id: code.conceptId,
    condition_start_date: omopDate(start),
    condition_start_datetime: omopDatetime(start),
    condition_end_date: end === null ? undefined : omopDate(end),
    condition_end_datetime: omopDatetime(end),
    condition_type_concept_id: CONCEPT.fromRecord,
    visit_occurrence_id: visitOf(context, condition.encounter)?.id,
    condition_source_value: code.source,
    condition_status_source_value:
      clinical === undefined && verification === undefined
        ? undefined
        : `${clinical ?? ""}/${verification ?? ""}`,
  });
  const owner = { id, field: CONCEPT.fieldCondition, start };
  attachPrecision(context, owner, "startPrecision", start);
  if (end !== null) attachPrecision(context, owner, "endPrecision", end);
  const recorded = context.date(condition.recordedDate);
  if (recorded !== null) {
    const isStart = context.date(onset) === null;
    attachFact(context, owner, "recordedDate", {
      date: recorded,
      ...(isStart ? { qualifier: "start" } : {}),
    });
    attachPrecision(context, owner, "recordedPrecision", recorded);
  }
  for (const site of condition.bodySite ?? []) {
    const found = coded(context, "Condition.bodySite", site);
    if (found !== null) attachFact(context, owner, "bodySite", { coded: found, date: start });
  }
  const histology = coded(
    context,
    "Condition.extension",
    condition.extension?.[EXTENSION.histology]?.valueCodeableConcept,
  );
  if (histology !== null) attachFact(context, owner, "histology", { coded: histology, date: start });
  mapStages(context, condition, owner);
  if (condition.meta?.profile?.some((profile) => profile.split("|")[0] === PROFILE.primaryCancer))
    addFirstOccurrence(context, owner, code);
  for (const key of keys) context.conditions.set(key, { id, conceptId: code.conceptId });
  extendSpan(context, start, end, recorded);
  return null;
}

/** A stage that no Observation says is kept as a measurement; where one does, the stage is a copy of it (mCODE STU4, stage.summary) and left out. */
function mapStages(context: PersonContext, condition: Kept<"Condition">, owner: FactOwner): void {
  for (const { summary, assessment } of condition.stage ?? []) {
    if (summary === undefined) continue;
    if (assessment !== undefined) {
      context.tally.drop("Condition.stage.summary (an Observation says it)");
      continue;
    }
    const stage = coded(context, "Condition.stage", summary);
    if (stage === null) continue;
    context.tables.measurement.push({
      measurement_id: context.nextId("measurement"),
      person_id: context.personId,
      measurement_concept_id: CONCEPT.none,
      measurement_date: omopDate(owner.start),
      measurement_type_concept_id: CONCEPT.fromRecord,
      value_as_concept_id: stage.conceptId,
      measurement_source_value: writeSourceValue({ system: SYSTEM.symbolon, code: "stage" }, context.names),
      value_source_value: stage.source,
      measurement_event_id: owner.id,
      meas_event_field_concept_id: CONCEPT.fieldCondition,
    });
  }
}

function addFirstOccurrence(context: PersonContext, owner: FactOwner, code: Coded): void {
  const episodeId = context.nextId("episode");
  context.tables.episode.push({
    episode_id: episodeId,
    person_id: context.personId,
    episode_concept_id: CONCEPT.episodeFirstOccurrence,
    episode_start_date: omopDate(owner.start),
    episode_start_datetime: omopDatetime(owner.start),
    episode_object_concept_id: code.conceptId,
    episode_type_concept_id: CONCEPT.fromRecord,
    episode_source_value: code.source,
  });
  context.tables.episode_event.push({
    episode_id: episodeId,
    event_id: owner.id,
    episode_event_field_concept_id: CONCEPT.fieldCondition,
  });
}
