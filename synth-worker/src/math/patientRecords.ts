import type { MixedTable } from "./mixedTable.ts";

/**
 * Rows that belong to patients, in ascending order of patient, and within one patient in the order in which they happened. Row i is of patient
 * owner[i] (a row number of the patient table), happened on days[i] (whole days since the patient's day 0, negative: before it), and hangs on
 * row parent[i] of the parent table where its description names one.
 */
export type RowTable = {
  readonly owner: Int32Array;
  readonly parent: Int32Array | null;
  readonly days: Float64Array;
  /** The other columns. */
  readonly rows: MixedTable;
};

/** Patients and what happened to them; tables[i] is described by tables[i] of a SequenceSchema. Patients have no key but their row number. */
export type PatientRecords = { readonly patients: MixedTable; readonly tables: readonly RowTable[] };
