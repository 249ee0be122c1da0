import { dayText } from "../../ehr/dates/civilDay.ts";
import { CONCEPT } from "../../ehr/omop/conceptIds.ts";
import { emptyTables } from "../../ehr/omop/emptyTables.ts";
import type { AnyOmopRow, OmopTables } from "../../ehr/omop/omopTables.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords } from "../../math/patientRecords.ts";
import { cellOf } from "../../sequences/history/cellOf.ts";
import type { ModelledTable } from "./modelledOmop.ts";
import { SEX_COLUMNS } from "./sexColumns.ts";

/**
 * Synthetic patients as OMOP tables, keys from 1: people, periods, deaths, visits and facts (see omopRecords). Tables of vocabulary are not written
 * here. `targets` as omopRecords gives them.
 */
export function recordsToOmop(
  { patients, tables }: PatientRecords,
  targets: readonly ModelledTable[],
): OmopTables {
  const out = emptyTables();
  const cell = (table: MixedTable, name: string, row: number) => {
    const column = table.columns.find((each) => each.name === name);
    return column === undefined ? Number.NaN : cellOf(column, row);
  };
  const parts = (table: MixedTable, name: string, row: number, columns: readonly string[]): AnyOmopRow => {
    const column = table.columns.find((each) => each.name === name);
    const text = column?.kind === "category" ? column.levels[column.codes[row]!] : undefined;
    if (text === undefined) return {};
    const values = JSON.parse(text) as (string | number | null)[];
    return Object.fromEntries(columns.flatMap((each, i) => (values[i] === null ? [] : [[each, values[i]]])));
  };
  const firstDay = (patient: number) => cell(patients, "first day", patient);
  for (let p = 0; p < patients.rows; p++) {
    const person = p + 1;
    const start = firstDay(p);
    const end = dayText(start + cell(patients, "days observed", p));
    out.person.push({
      person_id: person,
      ...parts(patients, "sex", p, SEX_COLUMNS),
      year_of_birth: cell(patients, "year of birth", p),
      race_concept_id: CONCEPT.none,
      ethnicity_concept_id: CONCEPT.none,
    } as OmopTables["person"][number]);
    out.observation_period.push({
      observation_period_id: person,
      person_id: person,
      observation_period_start_date: dayText(start),
      observation_period_end_date: end,
      period_type_concept_id: CONCEPT.fromRecord,
    });
    if (cell(patients, "died", p) === 1)
      out.death.push({ person_id: person, death_date: end, death_type_concept_id: CONCEPT.fromRecord });
  }
  tables.forEach(({ owner, parent, days, rows }, t) => {
    const { table, key, start, end, about, value, number } = targets[t]!;
    const written = out[table] as AnyOmopRow[];
    owner.forEach((patient, row) => {
      const day = firstDay(patient) + days[row]!;
      const amount = number === null ? Number.NaN : cell(rows, "number", row);
      const length = cell(rows, "days", row);
      // Nothing ends after the patient's last day: a drawn length does not know how much time is left.
      const left = cell(patients, "days observed", patient) - days[row]!;
      written.push({
        [key]: written.length + 1,
        person_id: patient + 1,
        ...(parent === null ? {} : { visit_occurrence_id: parent[row]! + 1 }),
        ...parts(rows, "about", row, about),
        ...parts(rows, "value", row, value),
        ...(number === null || Number.isNaN(amount) ? {} : { [number]: amount }),
        [start]: dayText(day),
        ...(end === null
          ? {}
          : { [end]: dayText(day + (Number.isNaN(length) ? 0 : Math.min(length, left))) }),
      });
    });
  });
  return out;
}
