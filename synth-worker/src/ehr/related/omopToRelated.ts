import { DISEASE_STATUS_CODE, SYSTEM } from "../fhir/codes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopTables } from "../omop/omopTables.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import { vocabularyNames } from "../omop/vocabularyNames.ts";
import type { RelatedMap } from "./relatedMap.ts";

const NO_CODE: [undefined, undefined] = [undefined, undefined];

type Cell = string | number | undefined;

/** Columns of the related tables that are written, by file name without its ending. */
export const RELATED_TABLES = {
  patients: ["patient", "gender", "birth_year", "observed_from", "observed_to", "died"],
  visits: ["visit", "patient", "system", "class", "start", "end"],
  conditions: ["patient", "visit", "system", "code", "start", "end"],
  procedures: ["patient", "visit", "system", "code", "start", "end"],
  drugs: ["patient", "visit", "system", "code", "start", "end"],
  measurements: ["patient", "visit", "date", "system", "code", "value", "value_system", "value_code", "unit"],
  observations: ["patient", "visit", "date", "system", "code", "value", "value_system", "value_code", "unit"],
} as const;

export type RelatedName = keyof typeof RELATED_TABLES;
export type RelatedTables = { readonly [N in RelatedName]: readonly (readonly Cell[])[] };

/**
 * OMOP tables as plain related tables, in the columns of RELATED_TABLES: codes with their system, numbers with their unit, dates with a time where one is known.
 * States of a disease (episodes) are observations with LOINC's code for them. Rows that attachFact made are left out. relatedMapOf reads the tables back.
 */
export function omopToRelated(tables: OmopTables): RelatedTables {
  const names = vocabularyNames(tables.vocabulary);
  const deaths = new Map(tables.death.map((death) => [death.person_id, death.death_date]));
  const periods = new Map(tables.observation_period.map((period) => [period.person_id, period]));
  const isOwn = (source: string | undefined) => source?.startsWith("Symbolon:") ?? false;
  const code = (source: string | undefined, conceptId: number | undefined): [Cell, Cell] => {
    if (source === undefined)
      return conceptId === undefined || conceptId === CONCEPT.none
        ? NO_CODE
        : [SYSTEM.omop, String(conceptId)];
    const read = readSourceValue(source, names);
    return [read.system, read.code];
  };
  const when = (date: string | undefined, datetime: string | undefined) => datetime ?? date;
  const unit = (source: string | undefined) =>
    source === undefined ? undefined : readSourceValue(source, names).code;
  return {
    patients: tables.person.map((person) => [
      person.person_id,
      { [CONCEPT.male]: "male", [CONCEPT.female]: "female" }[person.gender_concept_id] ??
        person.gender_source_value,
      person.year_of_birth,
      periods.get(person.person_id)?.observation_period_start_date,
      periods.get(person.person_id)?.observation_period_end_date,
      deaths.get(person.person_id),
    ]),
    visits: tables.visit_occurrence.map((visit) => [
      visit.visit_occurrence_id,
      visit.person_id,
      ...code(visit.visit_source_value, visit.visit_concept_id),
      when(visit.visit_start_date, visit.visit_start_datetime),
      when(visit.visit_end_date, visit.visit_end_datetime),
    ]),
    conditions: tables.condition_occurrence.map((row) => [
      row.person_id,
      row.visit_occurrence_id,
      ...code(row.condition_source_value, row.condition_concept_id),
      when(row.condition_start_date, row.condition_start_datetime),
      when(row.condition_end_date, row.condition_end_datetime),
    ]),
    procedures: tables.procedure_occurrence.map((row) => [
      row.person_id,
      row.visit_occurrence_id,
      ...code(row.procedure_source_value, row.procedure_concept_id),
      when(row.procedure_date, row.procedure_datetime),
      when(row.procedure_end_date, row.procedure_end_datetime),
    ]),
    drugs: tables.drug_exposure.map((row) => [
      row.person_id,
      row.visit_occurrence_id,
      ...code(row.drug_source_value, row.drug_concept_id),
      when(row.drug_exposure_start_date, row.drug_exposure_start_datetime),
      when(row.verbatim_end_date, row.drug_exposure_end_datetime),
    ]),
    measurements: tables.measurement
      .filter((row) => !isOwn(row.measurement_source_value))
      .map((row) => [
        row.person_id,
        row.visit_occurrence_id,
        when(row.measurement_date, row.measurement_datetime),
        ...code(row.measurement_source_value, row.measurement_concept_id),
        row.value_as_number,
        ...(row.value_as_number === undefined
          ? code(row.value_source_value, row.value_as_concept_id)
          : NO_CODE),
        unit(row.unit_source_value),
      ]),
    observations: [
      ...tables.observation
        .filter((row) => !isOwn(row.observation_source_value))
        .map((row) => [
          row.person_id,
          row.visit_occurrence_id,
          when(row.observation_date, row.observation_datetime),
          ...code(row.observation_source_value, row.observation_concept_id),
          row.value_as_number,
          ...(row.value_as_number === undefined
            ? code(row.value_source_value, row.value_as_concept_id)
            : NO_CODE),
          unit(row.unit_source_value),
        ]),
      ...tables.episode
        .filter(({ episode_concept_id }) => episode_concept_id !== CONCEPT.episodeFirstOccurrence)
        .map((episode) => [
          episode.person_id,
          undefined,
          when(episode.episode_start_date, episode.episode_start_datetime),
          SYSTEM.loinc,
          DISEASE_STATUS_CODE,
          undefined,
          ...code(episode.episode_source_value, episode.episode_concept_id),
          undefined,
        ]),
    ],
  };
}

/** The map that reads what omopToRelated writes, for files that end in `.extension`. */
export function relatedMapOf(extension: "csv" | "parquet"): RelatedMap {
  const file = (name: RelatedName) => `${name}.${extension}`;
  const column = (name: string) => ({ column: name });
  const fact = { patient: "patient", visit: "visit", code: column("code"), system: column("system") };
  const spell = { ...fact, date: column("start"), end: column("end") };
  const value = {
    ...fact,
    date: column("date"),
    value: column("value"),
    valueCode: column("value_code"),
    valueSystem: column("value_system"),
    unit: column("unit"),
  };
  return {
    format: "symbolon-ehr-map/1",
    day0: "2000-01-01",
    tables: [
      {
        as: "patient",
        file: file("patients"),
        patient: "patient",
        gender: column("gender"),
        birth: column("birth_year"),
        observed: { start: column("observed_from"), end: column("observed_to") },
      },
      { as: "death", file: file("patients"), patient: "patient", date: column("died") },
      {
        as: "visit",
        file: file("visits"),
        patient: "patient",
        id: "visit",
        start: column("start"),
        end: column("end"),
        class: column("class"),
        system: column("system"),
      },
      { as: "condition", file: file("conditions"), ...spell },
      { as: "procedure", file: file("procedures"), ...spell },
      { as: "drug", file: file("drugs"), ...spell },
      { as: "measurement", file: file("measurements"), ...value },
      { as: "observation", file: file("observations"), ...value },
    ],
  };
}
