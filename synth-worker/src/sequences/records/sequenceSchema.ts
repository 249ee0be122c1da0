import type { SynthConstraint } from "@symbolon/protocol";

/** A table of rows over time. */
export type RowTableSchema = {
  readonly name: string;
  /** Category that says what a row is about (a test, a diagnosis): its values' past is that of rows with the same code. */
  readonly code?: string;
  /** An earlier table on whose rows these hang (visits), instead of on the patient. */
  readonly parent?: string;
  /** Rows of one patient at most. Public: in the private mode sensitivities follow from it. */
  readonly mostRows: number;
  /** Codes that a patient has once at most. */
  readonly once?: readonly string[];
  /** A number of the rows that adds up to a number of the patient, where the patient has both. */
  readonly sum?: { readonly column: string; readonly patientColumn: string };
};

/** What a model must know of related tables beside their columns. Public. */
export type SequenceSchema = {
  /** The patients' time to an event, in days since day 0; `covariates`: patient columns whose effects on it matter most. */
  readonly survival?: {
    readonly time: string;
    readonly event: string;
    readonly level: string;
    readonly covariates?: readonly string[];
  };
  /** A number of the patient table: the last day on which something can happen. */
  readonly until?: string;
  /** Rules between columns of the patient table. */
  readonly constraints?: readonly SynthConstraint[];
  /** Parents before their children. */
  readonly tables: readonly RowTableSchema[];
};
