import { CONCEPT } from "../omop/conceptIds.ts";

/** Standard visit concepts of v3 ActCode's encounter classes. */
export const VISIT_CONCEPTS: ReadonlyMap<string, number> = new Map([
  ["AMB", CONCEPT.outpatientVisit],
  ["IMP", CONCEPT.inpatientVisit],
  ["ACUTE", CONCEPT.inpatientVisit],
  ["NONAC", CONCEPT.inpatientVisit],
  ["EMER", CONCEPT.emergencyVisit],
]);
