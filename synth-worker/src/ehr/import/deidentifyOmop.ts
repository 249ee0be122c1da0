import { dayText } from "../dates/civilDay.ts";
import { personDates } from "../dates/personDates.ts";
import type { PersonPrivacy } from "../dates/personPrivacy.ts";
import { emptyTables } from "../omop/emptyTables.ts";
import { EVENT_FIELDS } from "../omop/eventFields.ts";
import {
  type AnyOmopRow,
  columnsOf,
  type OmopRow,
  type OmopTableName,
  type OmopTables,
} from "../omop/omopTables.ts";
import { capAge, OLDEST_AGE } from "./capAge.ts";
import type { ImportTally } from "./importTally.ts";

const PEOPLE_TABLES = [
  "observation_period",
  "visit_occurrence",
  "condition_occurrence",
  "drug_exposure",
  "procedure_occurrence",
  "measurement",
  "observation",
  "death",
  "episode",
] as const satisfies readonly OmopTableName[];

/** Columns of OMOP that are not let through: free text, lot numbers, exact birth, origin, and keys of tables about places and staff, which are not read. */
const LEFT_OUT = new Set([
  "sig",
  "value_as_string",
  "lot_number",
  "measurement_time",
  "provider_id",
  "care_site_id",
  "location_id",
  "visit_detail_id",
  "preceding_visit_occurrence_id",
]);
/** A source value is kept where it looks like a code: no spaces, so no sentence and no full name. */
const CODE = /^\S{1,50}$/;

/** Numbers keys afresh, so that no number of the source comes through. */
export type Renumber = {
  /** The new number of a key; the same for the same key within a batch. */
  of(table: string, key: number): number;
};

/**
 * OMOP tables of whole people as an import lets them through: the same columns by allow-list, new keys, pseudonyms, every date of a person moved by the person's
 * shift, ages above 89 capped, race and ethnicity 0. What is left out is told to the tally by table and column.
 */
export function deidentifyOmop(
  tables: OmopTables,
  options: { readonly privacy: PersonPrivacy; readonly tally: ImportTally; readonly renumber: Renumber },
): OmopTables {
  const { privacy, tally, renumber } = options;
  const out = emptyTables();
  const rowsOf = new Map(
    PEOPLE_TABLES.map((table) => [
      table as OmopTableName,
      Map.groupBy(tables[table] as readonly AnyOmopRow[], ({ person_id }) => Number(person_id)),
    ]),
  );
  const events = Map.groupBy(tables.episode_event, ({ episode_id }) => episode_id);
  const people = tables.person
    .map((person) => ({ person, id: person.person_source_value ?? String(person.person_id) }))
    .map(({ person, id }) => ({ person, id, pseudonym: privacy.pseudonymOf(id) }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
  for (const { person, id, pseudonym } of people) {
    const shiftDays = privacy.shiftDaysOf(id);
    const { date } = personDates(shiftDays);
    let last = "";
    for (const table of PEOPLE_TABLES)
      for (const row of rowsOf.get(table)?.get(person.person_id) ?? []) {
        const moved = movedRow(table, row, date);
        for (const [name, { type }] of Object.entries(columnsOf(table)))
          if (type === "date" && typeof moved[name] === "string" && moved[name] > last) last = moved[name];
        (out[table] as AnyOmopRow[]).push(moved);
        if (table === "episode")
          for (const event of events.get(Number(row.episode_id)) ?? [])
            out.episode_event.push(movedEvent(event));
      }
    const lastYear = Number(last.slice(0, 4)) || person.year_of_birth;
    out.person.push(movedPerson(person, pseudonym, lastYear));
    tally.person();
  }
  return out;

  function movedRow(
    table: OmopTableName,
    row: AnyOmopRow,
    date: (text: string) => { day: number; time: string | null } | null,
  ): AnyOmopRow {
    const moved: Record<string, string | number> = {};
    for (const [name, { type, isKey, references }] of Object.entries(columnsOf(table))) {
      const value = row[name];
      if (value === undefined || value === null) continue;
      if (LEFT_OUT.has(name) || (isWord(name) && !CODE.test(String(value)))) tally.drop(`${table}.${name}`);
      else if ((type === "date" || type === "datetime") && typeof value === "string") {
        const read = date(value);
        if (read === null) tally.drop(`${table}.${name} (not a date)`);
        else
          moved[name] =
            type === "date" ? dayText(read.day) : `${dayText(read.day)}T${read.time ?? "00:00:00"}`;
      } else if (isKey === true && references === undefined && typeof value === "number")
        moved[name] = renumber.of(table, value);
      else if (references !== undefined && references !== "concept" && typeof value === "number")
        moved[name] = renumber.of(references, value);
      else moved[name] = value;
    }
    for (const [event, field] of [
      ["measurement_event_id", "meas_event_field_concept_id"],
      ["observation_event_id", "obs_event_field_concept_id"],
    ] as const)
      if (typeof moved[event] === "number") renumberEvent(moved, event, field, table);
    return moved;
  }

  function renumberEvent(
    row: Record<string, string | number>,
    event: string,
    field: string,
    table: string,
  ): void {
    const target = EVENT_FIELDS.get(Number(row[field]));
    if (target !== undefined) row[event] = renumber.of(target, Number(row[event]));
    else {
      tally.drop(`${table}.${event} (of a table that is not read)`);
      delete row[event];
      delete row[field];
    }
  }

  function movedEvent(event: OmopRow<"episode_event">): OmopRow<"episode_event"> {
    const target = EVENT_FIELDS.get(event.episode_event_field_concept_id);
    return {
      ...event,
      episode_id: renumber.of("episode", event.episode_id),
      event_id: target === undefined ? event.event_id : renumber.of(target, event.event_id),
    };
  }

  function movedPerson(person: OmopRow<"person">, pseudonym: string, lastYear: number): OmopRow<"person"> {
    for (const name of [
      "month_of_birth",
      "day_of_birth",
      "birth_datetime",
      "location_id",
      "provider_id",
      "care_site_id",
      "race_source_value",
      "ethnicity_source_value",
    ] as const)
      if (person[name] !== undefined) tally.drop(`person.${name}`);
    for (const name of ["race_concept_id", "ethnicity_concept_id"] as const)
      if (person[name] !== 0) tally.drop(`person.${name}`);
    if (lastYear - person.year_of_birth >= OLDEST_AGE) tally.capAge();
    const gender = person.gender_source_value;
    return {
      person_id: renumber.of("person", person.person_id),
      gender_concept_id: person.gender_concept_id,
      year_of_birth: capAge(person.year_of_birth, lastYear),
      race_concept_id: 0,
      ethnicity_concept_id: 0,
      person_source_value: pseudonym,
      ...(gender !== undefined && CODE.test(gender) ? { gender_source_value: gender } : {}),
    };
  }
}

/** Columns of verbatim words. */
function isWord(name: string): boolean {
  return name.endsWith("_source_value") || name === "stop_reason";
}
