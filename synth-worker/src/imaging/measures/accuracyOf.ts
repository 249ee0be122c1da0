import type { ImageSet } from "../imageSet.ts";
import { imageClassifier } from "./imageClassifier.ts";

/** Share of the `test` images whose class a classifier finds that learned from `training` (train on synthetic, test on real, when it is synthetic). */
export function accuracyOf(training: ImageSet, test: ImageSet): number {
  const found = imageClassifier(training)(test);
  return found.reduce((hits, label, i) => hits + Number(label === test.labels[i]), 0) / test.count;
}
