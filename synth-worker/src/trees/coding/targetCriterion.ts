import type { Criterion } from "../growth/criterion.ts";
import type { CodedTable, Step } from "../model/treesModel.ts";
import { makeBinner } from "./binner.ts";

/** Cut points on which distributions of numbers, and of times, are compared. */
const NUMBER_CLASSES = 16;
const TIME_CLASSES = 12;

/**
 * What the tree of a step tells apart. Levels, and whether a number is there: Gini with rare classes weighted up. Numbers: their distribution on 16
 * quantiles. Survival: on a grid of 12 quantiles of time the share with an event so far and the share censored so far, which together are the
 * hazards of event and of censoring. Throws RangeError for a step that does not fit its columns.
 */
export function targetCriterion({ table, binners, bins }: CodedTable, step: Step): Criterion {
  const column = table.columns[step.column]!;
  if (step.kind === "level") return balanced(bins[step.column]!, binners[step.column]!.count);
  if (step.kind === "missing")
    return balanced(
      bins[step.column]!.map((bin) => Number(bin > 0)),
      2,
    );
  if (step.kind === "number") {
    const binner = makeBinner(column, NUMBER_CLASSES);
    return { classes: binner.code(column), count: binner.count, ...running(binner.count, [0]) };
  }
  const { event: eventColumn, eventCode } = step;
  const event = table.columns[eventColumn]!;
  if (event.kind !== "category") throw new RangeError(`column ${event.name} holds no levels`);
  const binner = makeBinner(column, TIME_CLASSES);
  const classes = binner
    .code(column)
    .map((bin, record) => (event.codes[record] === eventCode ? bin : bin + binner.count));
  return { classes, count: 2 * binner.count, ...running(2 * binner.count, [0, binner.count]) };
}

/** A class with share p counts as the root of p: a rare outcome shapes the tree more than its number, and still less than a common one. */
function balanced(classes: Uint8Array, count: number): Criterion {
  const sizes = new Float64Array(count);
  for (const each of classes) sizes[each]!++;
  const used = sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0);
  return {
    classes,
    count,
    restarts: new Uint8Array(count).fill(1),
    weights: sizes.map((size) => (size === 0 ? 0 : Math.sqrt(classes.length / (used * size)))),
  };
}

function running(count: number, starts: readonly number[]): Pick<Criterion, "restarts" | "weights"> {
  return {
    restarts: Uint8Array.from({ length: count }, (_, k) => Number(starts.includes(k))),
    weights: new Float64Array(count).fill(1),
  };
}
