import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { cohortRows } from "./cohortRows.ts";
import { numberReader } from "./numberReader.ts";
import { type PrivacyLabel, privacyLabel } from "./privacyLabel.ts";
import { roundNoise } from "./roundNoise.ts";
import type { Statistic, Step } from "./statistic.ts";

/** Where a quantile is known to lie, in steps from the range's start, both ends included; `open` while it is being halved. */
type Bracket = { readonly low: number; readonly high: number; readonly open: boolean };
type BracketParameters = { readonly stage: "quantiles"; readonly brackets: readonly Bracket[] };
export type QuantilesParameters = BracketParameters | CohortParameters;
export type QuantilesResult = {
  readonly statistic: "quantiles";
  readonly privacy: PrivacyLabel;
  /** The quantile lies in [from, to]; `estimate` takes the records in it as evenly spread. */
  readonly quantiles: readonly {
    readonly probability: number;
    readonly from: number;
    readonly to: number;
    readonly estimate: number;
  }[];
};

/**
 * Quantiles by bisection on counts: the smallest value that at least a share p of the records does not exceed, values rounded to the nearest
 * step of a public grid over the range (outside it: the nearer end). Each round counts the records between all ends and middles of the
 * brackets so far; a record is in one such cell, so one patient has squared sensitivity 1 in a round, however many quantiles are asked for.
 *
 * An aggregate stops where the next bracket would hold fewer than `minCell` records: the answer then is a bracket that holds at least so
 * many. A private release has as many rounds as the grid needs, whatever the answers, and the budget in equal parts.
 */
export function quantilesStatistic(
  request: Extract<StatisticRequest, { statistic: "quantiles" }>,
  { cohort, release, rhoMicro }: Pick<StatisticsOrderSpec, "cohort" | "release" | "rhoMicro">,
): Statistic<QuantilesParameters, QuantilesResult> {
  const { column, min, max, step, probabilities } = request;
  const last = Math.round((max - min) / step);
  const rounds = 32 - Math.clz32(last);
  const noise = release.kind === "private" ? roundNoise(BigInt(rhoMicro), rounds, 1n) : null;

  const roundOf = (brackets: readonly Bracket[]): Step<BracketParameters, QuantilesResult> => ({
    step: "round",
    plan: {
      what: "records between the ends and middles of brackets",
      parameters: { stage: "quantiles", brackets },
      length: startsOf(brackets).length,
      fractionBits: 0,
      noise,
    },
  });

  /** Places of the cohort's values on the grid. */
  const placesOf = (table: MixedTable): Float64Array => {
    const numberAt = numberReader(table, column);
    return Float64Array.from(cohortRows(table, cohort), numberAt)
      .filter((value) => !Number.isNaN(value))
      .map((value) => Math.max(0, Math.min(last, Math.round((value - min) / step))));
  };

  return afterCohortCheck<BracketParameters, QuantilesResult>(
    release,
    { count: (table) => ({ records: placesOf(table).length, groups: [] }) },
    {
      start: () => roundOf(probabilities.map(() => ({ low: 0, high: last, open: true }))),
      local(table, { parameters }) {
        const starts = startsOf(parameters.brackets);
        const counts = new Float64Array(starts.length);
        for (const place of placesOf(table)) {
          let low = 0;
          let high = starts.length - 1;
          while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (starts[middle]! <= place) low = middle;
            else high = middle - 1;
          }
          counts[low]! += 1;
        }
        return counts;
      },
      combine({ parameters }, sums) {
        const { brackets } = parameters;
        const starts = startsOf(brackets);
        /** Records before a place that is a start; noise must not make it fall below 0. */
        const before = (place: number) => {
          const end = starts.indexOf(place);
          return Math.max(
            0,
            (end < 0 ? sums : sums.subarray(0, end)).reduce((sum, count) => sum + count, 0),
          );
        };
        const total = Math.max(1, before(last + 1));
        // A share of p is reached by a whole number of records; 1e-9 takes the rounding of p away.
        const ranks = probabilities.map((p) => Math.max(1, Math.ceil(p * total - 1e-9)));
        const next = brackets.map(({ low, high, open }, i): Bracket => {
          if (!open) return { low, high, open };
          const middle = middleOf(low, high);
          const half = before(middle) >= ranks[i]! ? { low, high: middle - 1 } : { low: middle, high };
          const held = before(half.high + 1) - before(half.low);
          if (release.kind === "aggregate" && held < release.minCell) return { low, high, open: false };
          return { ...half, open: half.low < half.high };
        });
        if (next.some(({ open }) => open)) return roundOf(next);
        const value = (place: number) => min + step * place;
        const quantiles = next.map(({ low, high }, i) => {
          const held = before(high + 1) - before(low);
          const share = held > 0 ? Math.max(0, Math.min(1, (ranks[i]! - before(low)) / held)) : 0.5;
          const place = low + Math.max(0, Math.ceil(share * (high - low + 1)) - 1);
          return {
            probability: probabilities[i]!,
            from: value(low),
            to: value(high),
            estimate: value(place),
          };
        });
        const privacy = privacyLabel({ release, rhoMicro }, noise);
        return { step: "released", result: { statistic: "quantiles", privacy, quantiles } };
      },
    },
  );
}

/** The first place of the upper half of a bracket of more than one place. */
function middleOf(low: number, high: number): number {
  return Math.floor((low + high) / 2) + 1;
}

/** First places of the cells that are counted, ascending from 0: ends of all brackets, and middles of open ones. */
function startsOf(brackets: readonly Bracket[]): number[] {
  const starts = brackets.flatMap(({ low, high, open }) =>
    open ? [low, middleOf(low, high), high + 1] : [low, high + 1],
  );
  // A start past the grid holds nothing and ends the last cell.
  return [...new Set([0, ...starts])].sort((a, b) => a - b);
}
