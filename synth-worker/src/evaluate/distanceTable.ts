import { nearestTwo } from "./nearestTwo.ts";
import { evenSample, type Points } from "./points.ts";
import { quantile } from "./quantile.ts";

/**
 * Distances to closest records. SHOWN, NEVER A CRITERION: such distances say little about disclosure (Yao et al., The
 * DCR Delusion, 2025, arXiv 2505.01524); the membership attack and epsilon are what count.
 */
export type DistanceTable = {
  readonly syntheticToTrainingP5: number;
  readonly syntheticToTrainingMedian: number;
  readonly syntheticToHoldoutP5: number;
  readonly syntheticToHoldoutMedian: number;
  /** Median over synthetic records of (nearest / second nearest training distance); 1 where both are 0. */
  readonly nndrMedian: number;
  /** Share of synthetic records nearer to training than to holdout, ties counted half; about 0.5 without copying. */
  readonly closerToTrainingShare: number;
  /** Share of synthetic records that equal a training record in every cell. */
  readonly exactCopyShare: number;
};

/**
 * The distance table of a synthetic file. Nearest distances shrink as the reference grows, so p5, median and the
 * share use as many training records as there are holdout records (evenly spaced); NNDR and exact copies use all.
 * Throws RangeError when a file is empty.
 */
export function distanceTable(files: {
  synthetic: Points;
  training: Points;
  holdout: Points;
}): DistanceTable {
  const { synthetic, training, holdout } = files;
  const all = nearestTwo(synthetic, training);
  const toTraining = nearestTwo(synthetic, evenSample(training, holdout.rows)).first;
  const toHoldout = nearestTwo(synthetic, evenSample(holdout, training.rows)).first;
  let closer = 0;
  let copies = 0;
  for (let i = 0; i < synthetic.rows; i++) {
    if (toTraining[i]! < toHoldout[i]!) closer += 1;
    else if (toTraining[i] === toHoldout[i]) closer += 0.5;
    if (all.first[i] === 0) copies++;
  }
  return {
    syntheticToTrainingP5: quantile(toTraining, 0.05),
    syntheticToTrainingMedian: quantile(toTraining, 0.5),
    syntheticToHoldoutP5: quantile(toHoldout, 0.05),
    syntheticToHoldoutMedian: quantile(toHoldout, 0.5),
    nndrMedian: quantile(
      all.first.map((nearest, i) => (all.second[i] === 0 ? 1 : nearest / all.second[i]!)),
      0.5,
    ),
    closerToTrainingShare: closer / synthetic.rows,
    exactCopyShare: copies / synthetic.rows,
  };
}
