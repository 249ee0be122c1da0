import type { MixedTable } from "../../math/mixedTable.ts";
import type { CoxTerm } from "./coxTerms.ts";
import type { FollowUp } from "./followUp.ts";
import { isMissing } from "./isMissing.ts";

/** What coxRegression takes; `leftOut` counts records with follow-up that lack a covariate. */
export type CoxDesign = {
  readonly columns: Float64Array[];
  readonly times: Float64Array;
  readonly events: Uint8Array;
  readonly leftOut: number;
};

/** The covariates of all records with follow-up and no missing covariate: numbers as they are, 1 or 0 for a level. */
export function coxDesign(
  table: MixedTable,
  { rows, times, events }: FollowUp,
  terms: readonly CoxTerm[],
): CoxDesign {
  const used = [...new Set(terms.map(({ column }) => column))].map((column) => table.columns[column]!);
  const kept = Int32Array.from(rows.keys()).filter(
    (place) => !used.some((column) => isMissing(column, rows[place]!)),
  );
  return {
    columns: terms.map(({ column: c, level }) => {
      const column = table.columns[c]!;
      return Float64Array.from(kept, (place) => {
        const row = rows[place]!;
        return column.kind === "number" ? column.values[row]! : Number(column.codes[row] === level);
      });
    }),
    times: Float64Array.from(kept, (place) => times[place]!),
    events: Uint8Array.from(kept, (place) => events[place]!),
    leftOut: rows.length - kept.length,
  };
}
