import { CONCEPT } from "../omop/conceptIds.ts";

/** Observations of these categories are measurements, by the type concept that says so; of OTHER_CATEGORIES they are observations. */
export const MEASUREMENT_TYPES: ReadonlyMap<string, number> = new Map([
  ["laboratory", CONCEPT.fromLab],
  ["vital-signs", CONCEPT.fromExamination],
]);
/** Categories whose Observations go to the table observation (observation-category, FHIR R4). */
export const OTHER_CATEGORIES: ReadonlySet<string> = new Set([
  "social-history",
  "survey",
  "exam",
  "procedure",
  "therapy",
  "activity",
  "imaging",
]);
