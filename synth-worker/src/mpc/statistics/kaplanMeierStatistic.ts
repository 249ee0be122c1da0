import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { cohortRows } from "./cohortRows.ts";
import { dimensionReader } from "./dimensionReader.ts";
import { levelReader } from "./levelReader.ts";
import { numberReader } from "./numberReader.ts";
import { type PrivacyLabel, privacyLabel } from "./privacyLabel.ts";
import { roundNoise } from "./roundNoise.ts";
import type { Statistic } from "./statistic.ts";

export type KaplanMeierParameters = { readonly stage: "kaplan-meier" } | CohortParameters;
/** A curve at some times of the grid; 1 before the first. Standard errors are Greenwood's; null: noise is not in them. */
export type GridCurve = {
  /** null: all records. */
  readonly level: string | null;
  readonly times: readonly number[];
  readonly survival: readonly number[];
  readonly standardErrors: readonly number[] | null;
};
export type KaplanMeierResult = {
  readonly statistic: "kaplan-meier";
  readonly privacy: PrivacyLabel;
  /** One curve, or one for every level; of an aggregate, levels with too few records are left out. */
  readonly curves: readonly GridCurve[];
};

/**
 * Survival curves (Kaplan and Meier 1958) from numbers of events and of ends of follow-up per interval of a public grid: exactly the curve of
 * times rounded up to the grid, up to the grid's end. A record is in one cell, so one patient has squared
 * sensitivity 1.
 *
 * The curve of an aggregate is shown only at times between which at least `minCell` events lie, and at least `minCell` records are followed
 * on. That of a private release is shown at every grid time, noisy hazards kept within 0 and 1.
 */
export function kaplanMeierStatistic(
  request: Extract<StatisticRequest, { statistic: "kaplan-meier" }>,
  { cohort, release, rhoMicro }: Pick<StatisticsOrderSpec, "cohort" | "release" | "rhoMicro">,
): Statistic<KaplanMeierParameters, KaplanMeierResult> {
  const { time, event, grid, by } = request;
  const levels: readonly (string | null)[] = by?.levels ?? [null];
  const cells = grid.length;
  /** Numbers of one curve: events and ends of follow-up per interval, and records followed beyond the grid. */
  const width = 2 * cells + 1;
  const noise = release.kind === "private" ? roundNoise(BigInt(rhoMicro), 1, 1n) : null;

  /** Calls `visit` with the place of every record that has time, event and curve. */
  const forEachRecord = (table: MixedTable, visit: (place: number) => void) => {
    const timeAt = numberReader(table, time);
    const eventAt = levelReader(table, event);
    const groupAt = by === undefined ? () => 0 : dimensionReader(table, by);
    for (const row of cohortRows(table, cohort)) {
      const at = timeAt(row);
      const seen = eventAt(row);
      const curve = groupAt(row);
      if (Number.isNaN(at) || Number.isNaN(seen) || curve < 0) continue;
      let low = 0;
      let high = cells;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (grid[middle]! < at) low = middle + 1;
        else high = middle;
      }
      visit(curve * width + (low < cells ? 2 * low + 1 - seen : 2 * cells));
    }
  };

  return afterCohortCheck<{ readonly stage: "kaplan-meier" }, KaplanMeierResult>(
    release,
    {
      count(table) {
        let records = 0;
        forEachRecord(table, () => records++);
        return { records, groups: [] };
      },
    },
    {
      start: () => ({
        step: "round",
        plan: {
          what: "events and ends of follow-up per interval",
          parameters: { stage: "kaplan-meier" },
          length: width * levels.length,
          fractionBits: 0,
          noise,
        },
      }),
      local(table) {
        const counts = new Float64Array(width * levels.length);
        forEachRecord(table, (place) => {
          counts[place]! += 1;
        });
        return counts;
      },
      combine(_, sums) {
        const curves = levels.flatMap((level, c) => {
          const counts = sums.subarray(c * width, (c + 1) * width);
          if (release.kind === "private") return [curveOf(level, grid, counts, null)];
          const records = counts.reduce((sum, count) => sum + count, 0);
          return records < release.minRecords ? [] : [curveOf(level, grid, counts, release.minCell)];
        });
        return {
          step: "released",
          result: { statistic: "kaplan-meier", privacy: privacyLabel({ release, rhoMicro }, noise), curves },
        };
      },
    },
  );
}

/** counts[2 j] events and counts[2 j + 1] ends of follow-up in interval j, the last one those followed on; shown as often as `minCell` allows, or (null) everywhere. */
function curveOf(
  level: string | null,
  grid: readonly number[],
  counts: Float64Array,
  minCell: number | null,
): GridCurve {
  const times: number[] = [];
  const survival: number[] = [];
  const standardErrors: number[] = [];
  let atRisk = counts.reduce((sum, count) => sum + count, 0);
  let height = 1;
  let greenwood = 0;
  let events = 0;
  grid.forEach((time, j) => {
    const seen = counts[2 * j]!;
    // Noise may leave fewer at risk than events, or none.
    const hazard = atRisk > 0 ? Math.max(0, Math.min(1, seen / atRisk)) : 0;
    height *= 1 - hazard;
    if (hazard > 0 && hazard < 1) greenwood += hazard / (atRisk * (1 - hazard));
    events += seen;
    atRisk -= seen + counts[2 * j + 1]!;
    if (minCell !== null && (events < minCell || atRisk < minCell)) return;
    events = 0;
    times.push(time);
    survival.push(height);
    standardErrors.push(height * Math.sqrt(Math.max(0, greenwood)));
  });
  return { level, times, survival, standardErrors: minCell === null ? null : standardErrors };
}
