import type { MixedTable } from "../../math/mixedTable.ts";
import { makeBinner } from "../coding/binner.ts";
import { mutualInformations } from "../growth/mutualInformations.ts";
import type { Step, SurvivalPair } from "../model/treesModel.ts";

/** Bins on which columns are compared to order them. */
const ORDER_BINS = 16;

/**
 * The order in which columns are drawn: `first` as given, then survival pairs as given (so that every covariate's trees look at the whole
 * time and event; measured on rotterdam, drawing them last loses half the overlap of hazard ratios), then all others, those that know most
 * about the rest first (sum of mutual informations). A number with missing cells takes two steps: whether it is there, then its value.
 * A number that fewer than `leaf` records have is not modelled: its cells stay empty. `derived` columns have no step. A survival pair with a
 * column in `first` is drawn where that column stands.
 */
export function planSteps(
  table: MixedTable,
  survival: readonly SurvivalPair[],
  first: readonly number[],
  derived: ReadonlySet<number>,
  leaf: number,
): Step[] {
  const coarse = table.columns.map((column) => makeBinner(column, ORDER_BINS));
  const known = mutualInformations(
    table.columns.map((column, c) => coarse[c]!.code(column)),
    coarse.map(({ count }) => count),
  ).map((row) => row.reduce((sum, information) => sum + information, 0));
  const others = table.columns.map((_, c) => c).sort((a, b) => known[b]! - known[a]! || a - b);
  const drawn = new Set<number>(derived);
  const steps: Step[] = [];
  for (const column of [...first, ...survival.map(({ time }) => time), ...others]) {
    if (drawn.has(column)) continue;
    const pair = survival.find(({ time, event }) => time === column || event === column);
    const cells = table.columns[column]!;
    if (pair !== undefined)
      steps.push({ kind: "survival", column: pair.time, event: pair.event, eventCode: pair.eventCode });
    else if (cells.kind === "category") steps.push({ kind: "level", column });
    else {
      const there = cells.values.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
      if (there >= leaf && there < cells.values.length) steps.push({ kind: "missing", column });
      if (there >= leaf) steps.push({ kind: "number", column });
    }
    for (const done of pair === undefined ? [column] : [pair.time, pair.event]) drawn.add(done);
  }
  return steps;
}
