import type { WorkloadItem } from "../../tabular/mechanisms/releaseOptions.ts";
import type { PatientCoding } from "./patientCoding.ts";
import type { RowTableCoding } from "./rowCoding.ts";

/** The tables of the mechanism "fixed": chosen by the description alone, so they cost nothing to choose and hospitals can answer them together. */
export type FixedSets = {
  readonly patients: readonly WorkloadItem[];
  readonly rows: (table: RowTableCoding) => readonly WorkloadItem[];
};

/**
 * Patients: the outcome (last context column) with every other column, and every column with the one before it. Rows: every drawn column with its own
 * past, with the drawn one before it, and with the patient columns `ties` (the outcome and what survival is compared by).
 */
export function fixedSets({ sizes, context }: PatientCoding, ties: readonly number[]): FixedSets {
  const outcome = context - 1;
  const columns = [...sizes.keys()];
  const set = (...members: number[]): WorkloadItem => ({ columns: members, weight: 1 });
  return {
    patients: [
      ...columns.filter((column) => column !== outcome).map((column) => set(column, outcome)),
      ...columns.slice(1).map((column) => set(column - 1, column)),
    ],
    rows: ({ pairs, unknown }) => [
      ...pairs.map((pair) => set(...pair)),
      ...unknown.slice(1).map((column) => set(column - 1, column)),
      ...ties.flatMap((tie) => unknown.map((column) => set(tie, column))),
    ],
  };
}
