import { ColumnConcept } from "@symbolon/protocol";
import { type OmopTables, sourceConcept } from "@symbolon/synth-worker/ehr";
import type { SampleColumn } from "./sampleTable.ts";

/** At most this many codes of one kind become columns, those of most people first. */
const CODES = 12;
const LOINC = "http://loinc.org";
/** LOINC's codes of the two variables that are not named by a code in the file. */
const AGE: ColumnConcept = { system: LOINC, code: "30525-0", resource: "Observation" };
const SEX: ColumnConcept = { system: LOINC, code: "46098-0", resource: "Observation" };
const MALE = 8507;
const FEMALE = 8532;

type Coded = { readonly person: number; readonly code: string; readonly value?: number | undefined };

/**
 * One row for a person from OMOP tables: age in the year of the last record, sex, whether they died, how often they were seen, who has which of the most
 * frequent diagnoses, drugs and procedures, and the last value of the most frequent measurements. Dates and person numbers are not in it.
 */
export function flattenOmop(tables: OmopTables): { readonly rows: number; readonly columns: SampleColumn[] } {
  const people = tables.person.map(({ person_id }) => person_id);
  const lastYear = new Map(
    tables.observation_period.map((row) => [
      row.person_id,
      Number(row.observation_period_end_date.slice(0, 4)),
    ]),
  );
  const born = new Map(tables.person.map((row) => [row.person_id, row.year_of_birth]));
  const dead = new Set(tables.death.map((row) => row.person_id));
  const column = (
    name: string,
    of: (person: number) => string | null,
    concept?: ColumnConcept,
  ): SampleColumn => ({
    name,
    cells: people.map(of),
    ...(concept === undefined ? {} : { concept }),
  });
  const gender = new Map(tables.person.map((row) => [row.person_id, row.gender_concept_id]));
  const sexes = new Map([
    [MALE, "male"],
    [FEMALE, "female"],
  ]);
  const columns = [
    column(
      "age",
      (person) => {
        const year = lastYear.get(person);
        return year === undefined ? null : String(Math.max(0, year - born.get(person)!));
      },
      AGE,
    ),
    column("sex", (person) => sexes.get(gender.get(person)!) ?? "other or unknown", SEX),
    column("died", (person) => (dead.has(person) ? "yes" : "no")),
    countColumn("visits", tables.visit_occurrence, people),
    ...flags("diagnosis", coded(tables.condition_occurrence, "condition_source_value"), people, "Condition"),
    ...flags("drug", coded(tables.drug_exposure, "drug_source_value"), people),
    ...flags("procedure", coded(tables.procedure_occurrence, "procedure_source_value"), people),
    ...lastValues(tables, people),
  ];
  return { rows: people.length, columns };
}

function countColumn(
  name: string,
  rows: readonly { person_id: number }[],
  people: readonly number[],
): SampleColumn {
  const counts = new Map<number, number>();
  for (const { person_id } of rows) counts.set(person_id, (counts.get(person_id) ?? 0) + 1);
  return { name, cells: people.map((person) => String(counts.get(person) ?? 0)) };
}

/** Rows of an event table by person and code; those without a code are left out. */
function coded<K extends string>(
  rows: readonly ({ readonly person_id: number; readonly value_as_number?: number | undefined } & {
    readonly [C in K]?: string | undefined;
  })[],
  field: K,
): Coded[] {
  return rows.flatMap((row) => {
    const code = row[field];
    return code === undefined ? [] : [{ person: row.person_id, code, value: row.value_as_number }];
  });
}

/** Without a `resource` the code is in the name alone: what was given or done is neither a finding nor a diagnosis. */
function flags(
  prefix: string,
  events: readonly Coded[],
  people: readonly number[],
  resource?: ColumnConcept["resource"],
): SampleColumn[] {
  return frequent(events).map(({ code, persons }) => ({
    name: `${prefix} ${code}`,
    cells: people.map((person) => (persons.has(person) ? "yes" : "no")),
    ...(resource === undefined ? {} : aboutCode(code, resource)),
  }));
}

/** A code with the URI of its system; nothing where the file did not say which system it is of, or a schema cannot hold it. */
function aboutCode(
  sourceValue: string,
  resource: ColumnConcept["resource"],
): { readonly concept?: ColumnConcept } {
  const { success, data } = ColumnConcept.safeParse({ ...sourceConcept(sourceValue), resource });
  return success ? { concept: data } : {};
}

function lastValues({ measurement }: OmopTables, people: readonly number[]): SampleColumn[] {
  const byDate = measurement.toSorted((a, b) => (a.measurement_date < b.measurement_date ? -1 : 1));
  const valued = coded(byDate, "measurement_source_value").filter(({ value }) => value !== undefined);
  return frequent(valued).map(({ code }) => {
    const last = new Map(
      valued.flatMap((event) => (event.code === code ? [[event.person, event.value!]] : [])),
    );
    return {
      name: `last ${code}`,
      cells: people.map((person) => (last.has(person) ? String(last.get(person)) : null)),
      ...aboutCode(code, "Observation"),
    };
  });
}

function frequent(
  events: readonly Coded[],
): { readonly code: string; readonly persons: ReadonlySet<number> }[] {
  const byCode = new Map<string, Set<number>>();
  for (const { code, person } of events) byCode.set(code, (byCode.get(code) ?? new Set()).add(person));
  return [...byCode]
    .map(([code, persons]) => ({ code, persons }))
    .sort((a, b) => b.persons.size - a.persons.size || (a.code < b.code ? -1 : 1))
    .slice(0, CODES);
}
