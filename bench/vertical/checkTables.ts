import { isDeepStrictEqual } from "node:util";
import { measuredPairs, type VerticalTable } from "@symbolon/synth-worker/mpc";
import { madeUpHospital } from "./madeUpHospital.ts";
import { ATTRIBUTES, LEVELS, type VerticalCase, verticalJob } from "./verticalCase.ts";

/** Noise by pairs of nodes: three draws of the charged variance. */
const NOISE_SIGMA = Math.sqrt(3 * Number(verticalJob.variance.num));
/** 5,600 cells: a normal error beyond it has probability 2e-9 each, 1e-5 in all. */
const MOST_SIGMAS = 6;

/**
 * The largest error of the nodes' tables against plain counting over the common patients, in standard deviations of the noise. Throws Error
 * when the nodes have different tables or an error is no noise.
 */
export function checkTables(asked: VerticalCase, tables: readonly VerticalTable[][]): number {
  const [first, ...others] = tables;
  if (others.some((other) => !isDeepStrictEqual(other, first))) throw new Error("the nodes' tables differ");
  const hospitals = ATTRIBUTES.map((_, holder) => madeUpHospital(asked, holder));
  const place = new Map(Array.from(hospitals[1]!.patients, (patient, row) => [patient, row]));
  const columns = hospitals.flatMap(({ codes }) => codes);
  let largest = 0;
  for (const [t, { first: left, second: right }] of measuredPairs(verticalJob).entries()) {
    const plain = new Float64Array(LEVELS * LEVELS);
    for (const [row, patient] of hospitals[0]!.patients.entries()) {
      const other = place.get(patient);
      if (other !== undefined) plain[columns[left]![row]! * LEVELS + columns[right]![other]!]!++;
    }
    const found = first![t]!;
    if (found.first !== left || found.second !== right) throw new Error(`table ${t} is of other columns`);
    for (const [cell, count] of plain.entries())
      largest = Math.max(largest, Math.abs(found.counts[cell]! - count) / NOISE_SIGMA);
  }
  if (largest > MOST_SIGMAS) throw new Error(`a count is off by ${largest.toFixed(1)} standard deviations`);
  return largest;
}
