import type { OmopTableName } from "./omopTables.ts";

/** The columns of start and end of every table of facts; null where a fact has one date only. */
export const EVENT_DATES: readonly {
  readonly table: OmopTableName;
  readonly start: string;
  readonly end: string | null;
}[] = [
  { table: "visit_occurrence", start: "visit_start_date", end: "visit_end_date" },
  { table: "condition_occurrence", start: "condition_start_date", end: "condition_end_date" },
  { table: "drug_exposure", start: "drug_exposure_start_date", end: "drug_exposure_end_date" },
  { table: "procedure_occurrence", start: "procedure_date", end: "procedure_end_date" },
  { table: "measurement", start: "measurement_date", end: null },
  { table: "observation", start: "observation_date", end: null },
  { table: "episode", start: "episode_start_date", end: "episode_end_date" },
  { table: "death", start: "death_date", end: null },
];
