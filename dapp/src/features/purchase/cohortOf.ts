import type { CohortCondition, DatasetSchema } from "@symbolon/protocol";
import type { DraftCondition } from "./contents.ts";

/** Lines on one column become one condition: any of the levels named, none of those excluded; the narrowest range. */
export function cohortOf(lines: readonly DraftCondition[], schema: DatasetSchema): CohortCondition[] {
  return schema.columns.flatMap((column): CohortCondition[] => {
    const own = lines.filter((line) => line.column === column.name);
    if (own.length === 0) return [];
    const valuesOf = (operator: DraftCondition["operator"]) =>
      own.filter((line) => line.operator === operator).map((line) => line.value);
    if (column.kind === "categorical") {
      const named = valuesOf("is");
      const excluded = valuesOf("isNot");
      const levels = column.levels.filter(
        (level) => (named.length === 0 || named.includes(level)) && !excluded.includes(level),
      );
      return [{ column: column.name, in: levels }];
    }
    const from = valuesOf("from").map(Number);
    const below = valuesOf("below").map(Number);
    return [
      {
        column: column.name,
        ...(from.length === 0 ? {} : { from: Math.max(...from) }),
        ...(below.length === 0 ? {} : { below: Math.min(...below) }),
      },
    ];
  });
}
