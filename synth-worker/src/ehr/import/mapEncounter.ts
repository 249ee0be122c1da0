import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import { SYSTEM } from "../fhir/codes.ts";
import type { Kept } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { attachFact, attachPrecision } from "./attachFact.ts";
import { coded } from "./coded.ts";
import { extendSpan } from "./factDate.ts";
import type { PersonContext } from "./importContext.ts";
import { VISIT_CONCEPTS } from "./visitConcepts.ts";

const NOT_HAPPENED = new Set(["planned", "cancelled", "entered-in-error"]);

/** Encounter (R4) to visit_occurrence. `keys` are the reference keys it answers to. The reason when it cannot be taken over, else null. */
export function mapEncounter(
  context: PersonContext,
  encounter: Kept<"Encounter">,
  keys: readonly string[],
): string | null {
  if (NOT_HAPPENED.has(encounter.status ?? "")) return "it did not take place";
  const start = context.date(encounter.period?.start);
  if (start === null) return "no start date";
  const end = context.endOf(start, encounter.period?.end);
  if (end === null && encounter.period?.end !== undefined)
    context.tally.drop("Encounter.period.end (not a date, or before the start)");
  const visitClass = encounter.class;
  const kind = coded(
    {
      ...context,
      conceptOf: (system, code) =>
        context.conceptOf(system, code) ??
        (system === undefined || system === SYSTEM.actCode ? VISIT_CONCEPTS.get(code) : undefined),
    },
    "Encounter.class",
    { coding: [...(visitClass === undefined ? [] : [visitClass]), ...standardTypes(context, encounter)] },
  );
  const id = context.nextId("visit_occurrence");
  context.tables.visit_occurrence.push({
    visit_occurrence_id: id,
    person_id: context.personId,
    visit_concept_id: kind?.conceptId ?? CONCEPT.none,
    visit_start_date: omopDate(start),
    visit_start_datetime: omopDatetime(start),
    visit_end_date: omopDate(end ?? start),
    visit_end_datetime: omopDatetime(end ?? start),
    visit_type_concept_id: CONCEPT.fromRecord,
    visit_source_value: kind?.source,
  });
  const owner = { id, field: CONCEPT.fieldVisit, start };
  if (end === null) {
    context.tally.infer("Encounter: end set to its start");
    attachFact(context, owner, "openEnd", { date: start });
  } else attachPrecision(context, owner, "endPrecision", end);
  attachPrecision(context, owner, "startPrecision", start);
  for (const key of keys) context.visits.set(key, { id, start });
  extendSpan(context, start, end);
  return null;
}

/** Codings of OMOP's own system in Encounter.type, where exportVisit puts a visit concept that the class does not say; other types are dropped. */
function standardTypes(
  { tally }: PersonContext,
  { type }: Kept<"Encounter">,
): { system?: string; code?: string }[] {
  const codings = (type ?? []).flatMap(({ coding }) => coding ?? []);
  for (const { system } of codings) if (system !== SYSTEM.omop) tally.drop("Encounter.type.coding");
  return codings.filter(({ system }) => system === SYSTEM.omop);
}
