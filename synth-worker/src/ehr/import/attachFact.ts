import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import type { PartialDate } from "../dates/readDate.ts";
import { SYSTEM } from "../fhir/codes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import type { Coded } from "./coded.ts";
import type { PersonContext } from "./importContext.ts";

/** What OMOP has no column for, kept as an observation linked to the row it belongs to. */
export type FactName =
  | "bodySite"
  | "histology"
  | "method"
  | "recordedDate"
  | "startPrecision"
  | "endPrecision"
  | "recordedPrecision"
  | "openEnd"
  | "deceased";

/** The row a fact belongs to: its key, the concept of its table's key, and when it was. */
export type FactOwner = { readonly id: number; readonly field: number; readonly start: PartialDate };

/**
 * Adds an observation that says `name` of the row `owner` (null: of the person): a code, a word or a date. Its source value is "Symbolon:name", so that
 * statistics can leave all of them out by that vocabulary.
 */
export function attachFact(
  context: PersonContext,
  owner: FactOwner | null,
  name: FactName,
  fact: {
    readonly coded?: Coded;
    readonly word?: string;
    readonly date: PartialDate;
    readonly qualifier?: string;
  },
): void {
  const { coded, word, date, qualifier } = fact;
  context.tables.observation.push({
    observation_id: context.nextId("observation"),
    person_id: context.personId,
    observation_concept_id: CONCEPT.none,
    observation_date: omopDate(date),
    observation_datetime: omopDatetime(date),
    observation_type_concept_id: CONCEPT.fromRecord,
    value_as_concept_id: coded === undefined ? undefined : coded.conceptId,
    observation_source_value: writeSourceValue({ system: SYSTEM.symbolon, code: name }, context.names),
    qualifier_source_value: qualifier,
    value_source_value: coded?.source ?? word,
    observation_event_id: owner?.id,
    obs_event_field_concept_id: owner?.field,
  });
}

/** Attaches how exactly a date is known when that is a month or a year. */
export function attachPrecision(
  context: PersonContext,
  owner: FactOwner,
  name: "startPrecision" | "endPrecision" | "recordedPrecision",
  date: PartialDate,
): void {
  if (date.precision === "year" || date.precision === "month")
    attachFact(context, owner, name, { word: date.precision, date: owner.start });
}
