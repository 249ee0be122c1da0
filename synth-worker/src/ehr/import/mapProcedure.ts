import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import { EXTENSION, type Kept } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { attachFact, attachPrecision } from "./attachFact.ts";
import { coded } from "./coded.ts";
import { extendSpan, factDate, visitOf } from "./factDate.ts";
import type { PersonContext } from "./importContext.ts";

const NOT_HAPPENED = new Set(["not-done", "entered-in-error", "preparation"]);

/** Procedure (R4) to procedure_occurrence; treatment intent (mCODE) is its modifier. The reason when it cannot be taken over, else null. */
export function mapProcedure(context: PersonContext, procedure: Kept<"Procedure">): string | null {
  if (NOT_HAPPENED.has(procedure.status ?? "")) return "it did not take place";
  const code = coded(context, "Procedure.code", procedure.code);
  if (code === null) return "no code that can be kept";
  const { performedDateTime, performedPeriod } = procedure;
  const start = factDate(
    context,
    "Procedure",
    [performedDateTime, performedPeriod?.start],
    procedure.encounter,
  );
  if (start === null) return "no date";
  const end = context.endOf(start, performedPeriod?.end);
  if (end === null && performedPeriod?.end !== undefined)
    context.tally.drop("Procedure.performedPeriod.end (not a date, or before the start)");
  const intent = coded(
    context,
    "Procedure.extension",
    procedure.extension?.[EXTENSION.intent]?.valueCodeableConcept,
  );
  const id = context.nextId("procedure_occurrence");
  context.tables.procedure_occurrence.push({
    procedure_occurrence_id: id,
    person_id: context.personId,
    procedure_concept_id: code.conceptId,
    procedure_date: omopDate(start),
    procedure_datetime: omopDatetime(start),
    procedure_end_date: end === null ? undefined : omopDate(end),
    procedure_end_datetime: omopDatetime(end),
    procedure_type_concept_id: CONCEPT.fromRecord,
    modifier_concept_id: intent?.conceptId,
    visit_occurrence_id: visitOf(context, procedure.encounter)?.id,
    procedure_source_value: code.source,
    modifier_source_value: intent?.source,
  });
  const owner = { id, field: CONCEPT.fieldProcedure, start };
  attachPrecision(context, owner, "startPrecision", start);
  if (end !== null) attachPrecision(context, owner, "endPrecision", end);
  for (const site of procedure.bodySite ?? []) {
    const found = coded(context, "Procedure.bodySite", site);
    if (found !== null) attachFact(context, owner, "bodySite", { coded: found, date: start });
  }
  extendSpan(context, start, end);
  return null;
}
