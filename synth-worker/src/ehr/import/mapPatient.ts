import { dayText } from "../dates/civilDay.ts";
import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import type { PartialDate } from "../dates/readDate.ts";
import { EXTENSION, type Kept } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { attachFact } from "./attachFact.ts";
import { capAge, OLDEST_AGE } from "./capAge.ts";
import { extendSpan } from "./factDate.ts";
import type { PersonContext } from "./importContext.ts";

const GENDERS: ReadonlyMap<string, number> = new Map([
  ["male", CONCEPT.male],
  ["female", CONCEPT.female],
  ["other", CONCEPT.none],
  ["unknown", CONCEPT.none],
]);

/** The time in which a patient was observed, where our extension says it: it may be longer than the facts, such as a follow-up without an event. */
export function mapObserved(context: PersonContext, patient: Kept<"Patient">): void {
  const { start, end } = patient.extension?.[EXTENSION.observed]?.valuePeriod ?? {};
  extendSpan(context, context.date(start), context.date(end));
}

/** Patient.deceasedDateTime (R4) to death. Call it after the facts: it is the last day of the person's observed time. */
export function mapDeath(context: PersonContext, patient: Kept<"Patient">): void {
  const date = context.date(patient.deceasedDateTime);
  if (date === null) return;
  context.tables.death.push({
    person_id: context.personId,
    death_date: omopDate(date),
    death_datetime: omopDatetime(date),
    death_type_concept_id: CONCEPT.fromRecord,
  });
  extendSpan(context, date);
  if (date.precision === "year" || date.precision === "month")
    attachFact(context, null, "endPrecision", { word: date.precision, date });
}

/**
 * Patient (R4) to person and observation_period, once the span of the facts is known. Of the date of birth the year alone is kept, and the year of somebody
 * above 89 is moved up (capAge). A death without a date is a fact of the person's last day, because OMOP's death has a date.
 */
export function mapPatient(
  context: PersonContext,
  patient: Kept<"Patient">,
  parts: { readonly pseudonym: string; readonly birth: PartialDate },
): void {
  const { pseudonym, birth } = parts;
  const { first, last } = context.span;
  const birthYear = Number(dayText(birth.day).slice(0, 4));
  const lastYear = Number(dayText(last).slice(0, 4));
  if (lastYear - birthYear >= OLDEST_AGE) context.tally.capAge();
  const gender = GENDERS.has(patient.gender ?? "") ? patient.gender : undefined;
  context.tables.person.push({
    person_id: context.personId,
    gender_concept_id: GENDERS.get(gender ?? "") ?? CONCEPT.none,
    year_of_birth: capAge(birthYear, lastYear),
    race_concept_id: CONCEPT.none,
    ethnicity_concept_id: CONCEPT.none,
    person_source_value: pseudonym,
    gender_source_value: gender,
  });
  context.tables.observation_period.push({
    observation_period_id: context.nextId("observation_period"),
    person_id: context.personId,
    observation_period_start_date: dayText(first),
    observation_period_end_date: dayText(last),
    period_type_concept_id: CONCEPT.fromRecord,
  });
  if (patient.deceasedBoolean === true && context.date(patient.deceasedDateTime) === null)
    attachFact(context, null, "deceased", { date: { day: last, time: null, precision: "day" } });
  else if (patient.deceasedBoolean === false) context.tally.drop("Patient.deceasedBoolean (false)");
  context.tally.person();
}
