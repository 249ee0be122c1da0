/** What is public of a column: its levels, or ascending edges of bins (outer edges included; values beyond count as at the edge). */
export type PublicColumn =
  | {
      readonly name: string;
      readonly kind: "category";
      readonly levels: readonly string[];
      /** No cell is missing. */
      readonly complete?: boolean;
    }
  | {
      readonly name: string;
      readonly kind: "number";
      readonly edges: readonly number[];
      readonly decimals: number;
      readonly complete?: boolean;
      /** Edges for rows with a code, in place of `edges`; as many bins for every code. */
      readonly edgesOf?: Readonly<Record<string, readonly number[]>>;
    };

/** Public facts of one table of rows. */
export type PublicTable = {
  /** All columns of the table, the code included. */
  readonly columns: readonly PublicColumn[];
  /** Edges of a patient's first day, and of gaps in days after it (from 0). A parent's rows have gaps only. */
  readonly firstDay: readonly number[];
  readonly gap: readonly number[];
  /** Codes whose number of rows is a column of the patient's own; all others are counted together. */
  readonly counted?: readonly string[];
  /**
   * Measure beforehand-named tables only: each value with its own last one, gap and code with the last ones. For a few hundred patients, where
   * looking for the best tables costs more than it finds.
   */
  readonly markov?: boolean;
};

/**
 * What the private mode may know without looking: declared code books and ranges, never taken from the records. `grid`: edges of the time grid on
 * which hazards of the survival event are constant.
 */
export type PublicDomain = {
  readonly patients: readonly PublicColumn[];
  readonly grid?: readonly number[];
  readonly tables: readonly PublicTable[];
};
