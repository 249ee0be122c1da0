import { SymbolonError } from "../errors/SymbolonError.ts";
import type { CohortCondition } from "../messages/cohortCondition.ts";
import type { Column } from "../messages/datasetSchema.ts";

/**
 * allowed[cell] = 1 for the cells (levels or bins, in the schema's order) of `column` that a cohort's condition on it lets through. Throws
 * E2014 for a bound that is no bin edge, naming the nearest ones; E1006 for a condition of the wrong kind, an unknown or repeated level, or
 * one that lets nothing through.
 */
export function allowedCells(column: Column, condition: CohortCondition): Uint8Array {
  const { name } = column;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "cohort", reason: `${name}: ${reason}` });
  };
  if (column.kind === "categorical") {
    if (!("in" in condition)) return refuse("a column of levels takes a list of levels");
    const { in: levels } = condition;
    const unknown = levels.find((level) => !column.levels.includes(level));
    if (unknown !== undefined) return refuse(`it has no level ${unknown}, only ${column.levels.join(" | ")}`);
    if (new Set(levels).size !== levels.length) return refuse("a level is named twice");
    return Uint8Array.from(column.levels, (level) => (levels.includes(level) ? 1 : 0));
  }
  if ("in" in condition) return refuse("a column of numbers takes from and below");
  const { edges } = column;
  const { from = edges[0]!, below = edges.at(-1)! } = condition;
  for (const bound of [from, below]) {
    if (edges.includes(bound)) continue;
    const lower = edges.findLast((edge) => edge < bound);
    const upper = edges.find((edge) => edge > bound);
    const nearest = [lower, upper].filter((edge) => edge !== undefined).join(" or ");
    throw new SymbolonError("E2014", { column: name, bound, nearest });
  }
  if (from >= below) return refuse(`no value lies from ${from} up to below ${below}`);
  return Uint8Array.from({ length: edges.length - 1 }, (_, bin) =>
    edges[bin]! >= from && edges[bin + 1]! <= below ? 1 : 0,
  );
}
