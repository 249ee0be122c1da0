import {
  isPrivateOrder,
  isStatisticsOrder,
  joinSchemas,
  type LinkedOrderSpec,
  type PrivateOrderSpec,
  type StatisticRequest,
  type StatisticsOrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { type ReactNode, useMemo } from "react";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { formatNumber, formatPercent } from "../../format/formatNumber.ts";
import { draftSpec } from "./draftSpec.ts";
import { linkedColumns } from "./linkedColumns.ts";
import { NOBODY } from "./nobody.ts";
import { predictedError } from "./predictedError.ts";
import { type PurchaseDraft, planOf } from "./purchaseDraft.ts";
import { statisticNoise } from "./statisticNoise.ts";

/**
 * What the order's noise will do to its result, computed from the nodes' own plan while the form is edited (tens of milliseconds). Nothing is shown while
 * the draft cannot be planned: the form says what is wrong with it.
 */
export function PredictionNote({
  draft,
  datasets,
}: {
  draft: PurchaseDraft;
  datasets: readonly DatasetSummary[];
}) {
  const body = useMemo(() => textOf(draft, datasets), [draft, datasets]);
  if (body === null) return null;
  return (
    <section className="prediction" aria-label="Predicted error" aria-live="polite">
      <h3>Predicted error</h3>
      {body}
    </section>
  );
}

function textOf(draft: PurchaseDraft, datasets: readonly DatasetSummary[]): ReactNode {
  try {
    const spec = draftSpec({ ...draft, purposeMask: draft.purposeMask || 1 }, datasets, NOBODY);
    if (isStatisticsOrder(spec)) return statisticText(spec, planOf(draft, datasets)?.patients ?? null);
    if (!isPrivateOrder(spec)) return null;
    const schema =
      draft.kind === "linked"
        ? joinSchemas(linkedColumns(datasets, draft.linked.leftOut))
        : datasets[0]!.schema!;
    return fileText(spec, predictedError(spec, schema));
  } catch (error) {
    if (error instanceof SymbolonError || error instanceof RangeError) return null;
    throw error;
  }
}

function fileText(
  { thresholds: { maxMeanTvd1, maxMeanTvd2 } }: PrivateOrderSpec | LinkedOrderSpec,
  { oneWay, worst, wider, countNoise }: ReturnType<typeof predictedError>,
): ReactNode {
  return (
    <>
      <dl className="facts facts--list">
        <Line label="Single variables, on average" share={oneWay} limit={maxMeanTvd1} />
        <Line label={`Worst: ${worst.label}`} share={worst.error} />
        {wider === null ? null : (
          <Line
            label={`Tables of several variables (${formatNumber(wider.tables)} measured)`}
            share={wider.error}
            limit={maxMeanTvd2}
          />
        )}
      </dl>
      <p className="small quiet">
        Shares of records in the wrong place, by noise alone: a count is off by about{" "}
        {formatNumber(Math.round(2 * countNoise))} patients or less, 95 times in 100. Fitting smooths it, so a
        file is usually nearer; relations that are not measured can be farther.
      </p>
    </>
  );
}

function Line({ label, share, limit }: { label: string; share: number; limit?: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {share >= 0.995 ? "all noise" : `about ${formatPercent(share)}`}
        {limit === undefined ? null : <span className="quiet"> · limit {formatPercent(limit, 0)}</span>}
      </dd>
    </div>
  );
}

/** Words for what a private statistic's counts are of. */
const COUNTED: Partial<Record<StatisticRequest["statistic"], string>> = {
  table: "Every count",
  quantiles: "The rank of every quartile",
  "kaplan-meier": "Every count behind the curve",
};

function statisticText(spec: StatisticsOrderSpec, patients: number | null): ReactNode {
  const noise = statisticNoise(spec);
  if (noise === null) return null;
  const band = 2 * noise.deviation;
  if (noise.unit === "patients")
    return (
      <p className="small soft">
        {COUNTED[spec.request.statistic]} is off by {formatNumber(Math.max(1, Math.round(band)))} patients or
        less, 95 times in 100
        {patients === null ? "" : ` (of ${formatNumber(patients)} in all)`}.
      </p>
    );
  return (
    <p className="small soft">
      {patients === null
        ? "Means carry noise; how much depends on how many patients there are."
        : `Each mean is off by ${formatPercent(band / 2 / patients, 2)} of its public range or less, 95 times in 100, if all ${formatNumber(patients)} patients are in.`}
    </p>
  );
}
