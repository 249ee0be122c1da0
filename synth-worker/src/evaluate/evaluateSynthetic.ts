import type { EvaluationAnswers } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { distanceTable } from "./distanceTable.ts";
import type { Interval } from "./interval.ts";
import { marginalDistances } from "./marginalDistances.ts";
import { membershipInference } from "./membershipInference.ts";
import { pointsOf } from "./points.ts";

/** A hospital's answers without the order they answer to; the job adds format, orderId, datasetId and outputHash. */
export type HospitalMetrics = Omit<EvaluationAnswers, "format" | "orderId" | "datasetId" | "outputHash">;

/**
 * What a hospital computes about a synthetic file inside its own walls: fidelity against its holdout, the same
 * between its training half and holdout (the ceiling), distances, and the membership attack. Aggregates only, rounded
 * to 1e-4. Deterministic. Throws RangeError when the files have different columns or too few records (fewer
 * than 1 synthetic, 2 training, 3 holdout).
 */
export function evaluateSynthetic(files: {
  names: readonly string[];
  synthetic: EncodedTable;
  training: EncodedTable;
  holdout: EncodedTable;
}): HospitalMetrics {
  const { names, synthetic, training, holdout } = files;
  const fidelity = marginalDistances(synthetic, holdout);
  const ceiling = marginalDistances(training, holdout);
  const distances = distanceTable({
    synthetic: pointsOf(synthetic),
    training: pointsOf(training),
    holdout: pointsOf(holdout),
  });
  const membership = membershipInference({ synthetic, training, holdout });
  return {
    oneWayTvd: Object.fromEntries(fidelity.oneWay.map((tvd, column) => [names[column]!, rounded(tvd)])),
    twoWayTvd: fidelity.twoWay.map(({ columns: [a, b], tvd }) => ({
      columns: [names[a]!, names[b]!],
      tvd: rounded(tvd),
    })),
    meanTvd1: rounded(fidelity.meanOneWay),
    meanTvd2: rounded(fidelity.meanTwoWay),
    ceilingTvd1: rounded(ceiling.meanOneWay),
    ceilingTvd2: rounded(ceiling.meanTwoWay),
    distances: {
      syntheticToTrainingP5: rounded(distances.syntheticToTrainingP5),
      syntheticToTrainingMedian: rounded(distances.syntheticToTrainingMedian),
      syntheticToHoldoutP5: rounded(distances.syntheticToHoldoutP5),
      syntheticToHoldoutMedian: rounded(distances.syntheticToHoldoutMedian),
      nndrMedian: rounded(distances.nndrMedian),
      closerToTrainingShare: rounded(distances.closerToTrainingShare),
      exactCopyShare: rounded(distances.exactCopyShare),
    },
    membership: {
      auc: roundedInterval(membership.auc),
      tprAt1PercentFpr: roundedInterval(membership.tprAt1PercentFpr),
    },
  };
}

/** Four decimals: enough to judge a file, too coarse to read single patients from exact fractions. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function roundedInterval({ value, low, high }: Interval): { value: number; low: number; high: number } {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}
