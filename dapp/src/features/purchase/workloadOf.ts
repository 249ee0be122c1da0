import { type DatasetSchema, outcomeWorkload, type Workload } from "@symbolon/protocol";

/** Stands in `outcome` for "only the sets that I name"; no column can be called so. */
export const NAMED_SETS = "#named";

/** What the form says about tables; see {@link workloadOf}. */
export type DraftTables = {
  /** Column that the buyer wants to explain, {@link NAMED_SETS}, or empty: no table is preferred, and measured ones are the schema's own pairs. */
  readonly outcome: string;
  /** Further sets of two or three columns that the buyer named. */
  readonly sets: readonly (readonly string[])[];
};

/**
 * The order's workload: sets that follow from the outcome, then those that the buyer named, each once. `isMeasured`: these are the tables that are
 * measured (else preferences), so that the schema's pairs stand in where no outcome is chosen. Throws E1006 for an outcome that is no column.
 */
export function workloadOf(
  { outcome, sets }: DraftTables,
  schema: DatasetSchema,
  isMeasured: boolean,
): Workload {
  const base =
    outcome === NAMED_SETS
      ? []
      : outcome !== ""
        ? outcomeWorkload(schema, outcome)
        : isMeasured
          ? schema.pairs.map((pair) => [...pair])
          : [];
  const seen = new Set<string>();
  return [...base, ...sets.map((set) => [...set])].filter((set) => {
    const key = [...set].sort().join(" ");
    return !seen.has(key) && seen.add(key);
  });
}
