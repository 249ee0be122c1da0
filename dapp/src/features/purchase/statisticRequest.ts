import type {
  Column,
  DatasetSchema,
  StatisticDimension,
  StatisticRequest,
  StatisticTerm,
} from "@symbolon/protocol";
import type { StatisticDraft } from "./statisticDraft.ts";

/** Times of a survival curve: fine enough to read off, coarse enough that counts per step are not all noise. */
const CURVE_STEPS = 24;
/** Steps of the grid that quantiles are found on. */
const QUANTILE_STEPS = 1024;

/**
 * The draft as a question of an order, or in words what is still missing. Ranges, bins and levels are the schema's public ones; a regression takes every
 * level of a category but its first. Whether order and schema agree is for checkOrderSpec to say.
 */
export function statisticRequest(
  draft: StatisticDraft,
  schema: DatasetSchema,
): { readonly request: StatisticRequest } | { readonly missing: string } {
  const columns = draft.columns.flatMap((name) => schema.columns.filter((column) => column.name === name));
  const numbers = columns.filter((column) => column.kind === "numeric");
  const time = schema.columns.find(({ name, kind }) => name === draft.time && kind === "numeric");
  const { event } = draft;
  switch (draft.statistic) {
    case "table":
      return { request: { statistic: "table", by: columns.map(sideOf) } };
    case "means":
      if (numbers.length === 0) return { missing: "Choose the numbers to average." };
      return { request: { statistic: "means", columns: numbers.map(rangeOf) } };
    case "quantiles": {
      const [column] = numbers;
      if (column === undefined) return { missing: "Choose the number to find quartiles of." };
      const { min, max } = rangeOf(column);
      // Whole numbers are found exactly; a long range in equal steps.
      const step = max - min <= QUANTILE_STEPS ? 1 : (max - min) / QUANTILE_STEPS;
      return {
        request: {
          statistic: "quantiles",
          column: column.name,
          min,
          max,
          step,
          probabilities: [0.25, 0.5, 0.75],
        },
      };
    }
    case "kaplan-meier": {
      if (time === undefined) return { missing: "Choose the time to the event." };
      if (event.level === "") return { missing: "Choose what counts as the event." };
      const by = schema.columns.find(({ name, kind }) => name === draft.group && kind === "categorical");
      return {
        request: {
          statistic: "kaplan-meier",
          time: time.name,
          event,
          grid: gridOf(time),
          ...(by?.kind === "categorical" ? { by: { column: by.name, levels: by.levels } } : {}),
        },
      };
    }
    case "logistic":
      if (event.level === "") return { missing: "Choose the outcome." };
      if (columns.length === 0) return { missing: "Choose the variables that explain the outcome." };
      return { request: { statistic: "logistic", outcome: event, terms: columns.flatMap(termsOf) } };
    case "cox":
      if (time === undefined) return { missing: "Choose the time to the event." };
      if (event.level === "") return { missing: "Choose what counts as the event." };
      if (columns.length === 0) return { missing: "Choose the variables that explain the time." };
      return {
        request: { statistic: "cox", time: time.name, event, terms: columns.flatMap(termsOf), ties: "efron" },
      };
  }
}

function sideOf(column: Column): StatisticDimension {
  return column.kind === "categorical"
    ? { column: column.name, levels: [...column.levels], missing: false }
    : { column: column.name, edges: [...column.edges], missing: false };
}

function rangeOf(column: Extract<Column, { kind: "numeric" }>) {
  return { column: column.name, min: column.edges[0]!, max: column.edges.at(-1)! };
}

function termsOf(column: Column): StatisticTerm[] {
  if (column.kind === "numeric") return [rangeOf(column)];
  return column.levels.slice(1).map((level) => ({ column: column.name, level }));
}

/** Equal steps to the end of the public range; ends that fall together (a short range of whole numbers) count once. */
function gridOf(column: Column): number[] {
  if (column.kind !== "numeric") return [];
  const end = column.edges.at(-1)!;
  const times = Array.from({ length: CURVE_STEPS }, (_, i) => Math.ceil((end * (i + 1)) / CURVE_STEPS));
  return [...new Set(times.filter((time) => time > 0))];
}
