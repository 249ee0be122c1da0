import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { checkSameColumns } from "./checkSameColumns.ts";
import type { SurvivalPair } from "./followUp.ts";
import { subgroupGaps } from "./subgroupGaps.ts";
import { survivalUtility } from "./survivalUtility.ts";
import { transferUtility } from "./transferUtility.ts";
import type { UtilityTables } from "./utilityTables.ts";

/** What an evaluation of utility looks at. */
export type UtilityOptions = {
  /** The column to be predicted; chosen by a public rule where it is left out. */
  readonly target?: string | undefined;
  readonly survival?: readonly SurvivalPair[];
  /** Columns that are no features, such as identifiers. */
  readonly without?: readonly string[];
};

/**
 * The utility block of the report: prediction (transferUtility), survival (survivalUtility, pairs without a real event left out) and subgroups
 * (subgroupGaps). Without `target` the last category with at least two levels is predicted, else the last number that is no follow-up time;
 * with neither nothing is. Times and events of all survival pairs are features of no prediction and terms of no Cox model. A target that is
 * the event of a pair is predicted as that pair's positive level. Deterministic. Throws RangeError for columns or levels that are not there
 * and for tables of different columns.
 */
export function utilityOf(tables: UtilityTables, options: UtilityOptions = {}): EvaluationReport["utility"] {
  const { synthetic, training, holdout } = tables;
  checkSameColumns(holdout, synthetic);
  checkSameColumns(holdout, training);
  const { survival = [], without = [] } = options;
  const target = options.target ?? lastTarget(holdout, survival, without);
  const unused = [...without, ...survival.flatMap(({ time, event }) => [time, event])];
  const predicted =
    target === undefined
      ? null
      : transferUtility(tables, {
          target,
          positive: survival.find(({ event }) => event === target)?.positive,
          without: unused,
        });
  return {
    tasks: predicted?.tasks ?? [],
    survival: survival.flatMap((pair) => survivalUtility(tables, pair, unused) ?? []),
    subgroups: subgroupGaps({ synthetic, holdout }, predicted?.scores ?? null, { target, without }),
  };
}

function lastTarget(
  { columns }: MixedTable,
  survival: readonly SurvivalPair[],
  without: readonly string[],
): string | undefined {
  const open = columns.filter(({ name }) => !without.includes(name));
  const category = open.findLast((column) => column.kind === "category" && column.levels.length > 1);
  return (
    category ??
    open.findLast(({ name }) => !survival.some(({ time, event }) => name === time || name === event))
  )?.name;
}
