import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import { READING_DELTA } from "../../../format/readingEpsilon.ts";

/** Largest budget that the form takes: beyond it a promise means nothing any more. */
export const MOST_EPSILON = 20;

/** A budget given as epsilon at the reading delta, in micro-rho; null for what is no epsilon from 0.01 to 20. */
export function rhoOf(epsilon: string): bigint | null {
  const value = Number(epsilon);
  if (epsilon.trim() === "" || !(value >= 0.01 && value <= MOST_EPSILON)) return null;
  return rhoMicroFor(value, READING_DELTA);
}
