import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { cohortRows } from "./cohortRows.ts";
import { type PrivacyLabel, privacyLabel } from "./privacyLabel.ts";
import { roundNoise } from "./roundNoise.ts";
import type { Statistic } from "./statistic.ts";
import { termReader, termScale } from "./termReader.ts";

export type MeansParameters = { readonly stage: "means" } | CohortParameters;
/** Figures are null where too few records have the number (of a private release: where noise leaves none). */
export type MeansResult = {
  readonly statistic: "means";
  readonly privacy: PrivacyLabel;
  readonly columns: readonly {
    readonly column: string;
    readonly records: number | null;
    readonly mean: number | null;
    /** Over n - 1. */
    readonly variance: number | null;
  }[];
};

/** Digits after the point of private sums: every record's numbers are rounded to them, so that sensitivities are exact. */
const PRIVATE_BITS = 20;

/**
 * Means and variances of numbers with a public range, numbers outside it as the nearer end. A record adds (1, u, u^2) for each column, u in
 * [-1, 1] after scaling by the range. For a private release each is first rounded to a multiple of 2^-20, so one patient moves a column's
 * three sums by at most 2^20 each: squared sensitivity 3 * 2^40 per column. Mean and variance are then kept within what the range allows.
 */
export function meansStatistic(
  request: Extract<StatisticRequest, { statistic: "means" }>,
  {
    cohort,
    release,
    rhoMicro,
    precision,
  }: Pick<StatisticsOrderSpec, "cohort" | "release" | "rhoMicro" | "precision">,
): Statistic<MeansParameters, MeansResult> {
  const { columns } = request;
  const isPrivate = release.kind === "private";
  const fractionBits = isPrivate ? PRIVATE_BITS : precision.fractionBits;
  const noise = isPrivate
    ? roundNoise(BigInt(rhoMicro), 1, 3n * BigInt(columns.length) * (1n << BigInt(2 * PRIVATE_BITS)))
    : null;
  const least = release.kind === "private" ? 1 : release.minRecords;
  const rounded = (value: number) =>
    isPrivate ? Math.round(value * 2 ** PRIVATE_BITS) / 2 ** PRIVATE_BITS : value;
  return afterCohortCheck<{ readonly stage: "means" }, MeansResult>(
    release,
    { count: (table) => ({ records: cohortRows(table, cohort).length, groups: [] }) },
    {
      start: () => ({
        step: "round",
        plan: {
          what: "records, sums and sums of squares",
          parameters: { stage: "means" },
          length: 3 * columns.length,
          fractionBits,
          noise,
        },
      }),
      local(table) {
        const rows = cohortRows(table, cohort);
        const sums = new Float64Array(3 * columns.length);
        columns.forEach((column, c) => {
          const scaledAt = termReader(table, column);
          for (const row of rows) {
            const value = scaledAt(row);
            if (Number.isNaN(value)) continue;
            sums[3 * c]! += 1;
            sums[3 * c + 1]! += rounded(value);
            sums[3 * c + 2]! += rounded(value * value);
          }
        });
        return sums;
      },
      combine(_, sums) {
        const result = columns.map((column, c) => {
          const records = sums[3 * c]!;
          if (!(records >= Math.max(2, least)))
            return { column: column.column, records: null, mean: null, variance: null };
          const { middle, half } = termScale(column);
          const mean = Math.max(-1, Math.min(1, sums[3 * c + 1]! / records));
          const deviations = Math.max(0, Math.min(records, sums[3 * c + 2]! - records * mean * mean));
          return {
            column: column.column,
            records,
            mean: middle + half * mean,
            variance: (half * half * deviations) / (records - 1),
          };
        });
        const privacy = privacyLabel({ release, rhoMicro }, noise, fractionBits);
        return { step: "released", result: { statistic: "means", privacy, columns: result } };
      },
    },
  );
}
