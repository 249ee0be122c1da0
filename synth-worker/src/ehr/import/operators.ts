import { CONCEPT } from "../omop/conceptIds.ts";

/** Comparators of a Quantity as OMOP's operator concepts. */
export const OPERATORS: ReadonlyMap<string, number> = new Map([
  ["<", CONCEPT.less],
  ["<=", CONCEPT.lessOrEqual],
  [">=", CONCEPT.greaterOrEqual],
  [">", CONCEPT.greater],
]);
