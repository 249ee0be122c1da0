import { column } from "./column.ts";
import type { OmopColumn } from "./omopColumn.ts";

const { key, integer, concept, person, date, text, maybe } = column;

/** Columns of the tables about people and about the data set itself (OMOP CDM 5.4). */
export const personTables = {
  person: {
    person_id: key,
    gender_concept_id: concept,
    year_of_birth: integer,
    month_of_birth: maybe.integer,
    day_of_birth: maybe.integer,
    birth_datetime: maybe.datetime,
    race_concept_id: concept,
    ethnicity_concept_id: concept,
    location_id: maybe.location,
    provider_id: maybe.provider,
    care_site_id: maybe.careSite,
    person_source_value: maybe.source,
    gender_source_value: maybe.source,
    gender_source_concept_id: maybe.concept,
    race_source_value: maybe.source,
    race_source_concept_id: maybe.concept,
    ethnicity_source_value: maybe.source,
    ethnicity_source_concept_id: maybe.concept,
  },
  observation_period: {
    observation_period_id: key,
    person_id: person,
    observation_period_start_date: date,
    observation_period_end_date: date,
    period_type_concept_id: concept,
  },
  death: {
    person_id: { ...person, isKey: true },
    death_date: date,
    death_datetime: maybe.datetime,
    death_type_concept_id: maybe.concept,
    cause_concept_id: maybe.concept,
    cause_source_value: maybe.source,
    cause_source_concept_id: maybe.concept,
  },
  cdm_source: {
    cdm_source_name: text,
    cdm_source_abbreviation: { ...text, length: 25 },
    cdm_holder: text,
    source_description: maybe.text,
    source_documentation_reference: maybe.text,
    cdm_etl_reference: maybe.text,
    source_release_date: date,
    cdm_release_date: date,
    cdm_version: { ...maybe.text, length: 10 },
    cdm_version_concept_id: concept,
    vocabulary_version: { ...text, length: 20 },
  },
} as const satisfies Record<string, Record<string, OmopColumn>>;
