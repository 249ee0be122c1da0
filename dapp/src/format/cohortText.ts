import type { CohortCondition } from "@symbolon/protocol";

/** A cohort in words: "size 20-50 or >50; age 60 or more". */
export function cohortText(cohort: readonly CohortCondition[]): string {
  return cohort
    .map((condition) => {
      if ("in" in condition) return `${condition.column} ${condition.in.join(" or ")}`;
      const { column, from, below } = condition;
      if (from === undefined) return `${column} below ${below}`;
      return below === undefined ? `${column} ${from} or more` : `${column} from ${from} to below ${below}`;
    })
    .join("; ");
}
