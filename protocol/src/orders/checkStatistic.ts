import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import type { StatisticsOrderSpec } from "../messages/statisticsOrderSpec.ts";
import { type StatisticPart, statisticParts } from "./statisticParts.ts";

/**
 * Checks that a statistic fits its schema: every column exists, levels are levels of their column (of a column of numbers, numbers), and what
 * is added up or ordered is numbers (a category whose levels are all written as numbers will do). Records are read as they are, not by bins, so
 * a cohort may cut one. Throws E1006.
 */
export function checkStatistic(
  { request, cohort = [] }: Pick<StatisticsOrderSpec, "request" | "cohort">,
  schema: DatasetSchema,
): void {
  const columnOf = (name: string) =>
    schema.columns.find((column) => column.name === name) ?? refuse(`${name} is not a column of the schema`);
  const needLevels = (name: string, levels: readonly string[]) => {
    const column = columnOf(name);
    for (const level of levels) {
      const isThere = column.kind === "categorical" ? column.levels.includes(level) : isNumber(level);
      if (!isThere) refuse(`${level} is no level of ${name}`);
    }
  };
  const needNumbers = (name: string) => {
    const column = columnOf(name);
    if (column.kind === "categorical" && !column.levels.every(isNumber)) refuse(`${name} is no number`);
  };
  const ask = (part: StatisticPart) => {
    if ("level" in part) needLevels(part.column, [part.level]);
    else if ("levels" in part) needLevels(part.column, part.levels);
    else needNumbers(part.column);
  };
  statisticParts(request).forEach(ask);
  for (const condition of cohort) {
    if ("in" in condition) needLevels(condition.column, condition.in);
    else needNumbers(condition.column);
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "order spec", reason });
}
