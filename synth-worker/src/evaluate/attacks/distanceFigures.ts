import type { EvaluationReport } from "@symbolon/protocol";
import type { Nearest } from "../neighbours/nearest.ts";
import { quantile } from "../quantile.ts";

/**
 * Distances of the synthetic records to their nearest training and holdout records: 5th percentiles and medians, the median ratio of the
 * nearest to the second nearest training distance (NNDR; 1 where both are 0, since nothing tells the two apart), and the share of synthetic
 * records that are closer to training than to holdout (equal ones count half). To be compared, the two files need one size. `toTraining` has
 * the two nearest, k >= 2; a figure that too few records stand behind is null. These figures are shown and never a criterion: a file can leak
 * at any distance (Yao et al. 2025, "The DCR Delusion").
 */
export function distanceFigures(
  toTraining: Nearest,
  toHoldout: Nearest,
): EvaluationReport["privacy"]["distances"] {
  const nearest = nth(toTraining, 0);
  const second = nth(toTraining, 1);
  const outside = nth(toHoldout, 0);
  const ratios = nearest.map((distance, i) => (second[i] === 0 ? 1 : distance / second[i]!));
  let closer = 0;
  nearest.forEach((distance, i) => {
    if (distance === outside[i]) closer += 0.5;
    else if (distance < outside[i]!) closer++;
  });
  const known = figure(nearest, 0.5) !== null && figure(outside, 0.5) !== null;
  return {
    toTrainingP5: figure(nearest, 0.05),
    toTrainingMedian: figure(nearest, 0.5),
    toHoldoutP5: figure(outside, 0.05),
    toHoldoutMedian: figure(outside, 0.5),
    nndrMedian: second.every(Number.isFinite) ? figure(ratios, 0.5) : null,
    closerToTrainingShare: known ? closer / nearest.length : null,
  };
}

/** Per query, the distance to its n-th nearest record, from 0. */
function nth({ distances, k }: Nearest, n: number): Float64Array {
  if (n >= k) throw new RangeError(`${k} nearest records do not tell the ${n + 1}th`);
  return Float64Array.from({ length: distances.length / k }, (_, query) => distances[query * k + n]!);
}

/** The quantile, or null where there are no records to be near to. */
function figure(values: Float64Array, q: number): number | null {
  return values.length > 0 && values.every(Number.isFinite) ? quantile(values, q) : null;
}
