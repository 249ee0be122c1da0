import type { MomentModel } from "./momentModel.ts";

/** Ridge of the discriminant, in mean variances per pixel: noise in a class mean is of this size or more when budgets are small. */
const RIDGE = 2.5;

/** The class whose centre is nearest to a coarse image by the model's covariance and a ridge (regularised linear discriminant analysis). */
export function classifyMoments(
  { mean, axes, centres, variances, level }: MomentModel,
  coarse: Float64Array,
): number {
  const n = mean.length;
  const classes = centres.length / n;
  const distances = new Float64Array(classes);
  for (let k = 0; k < n; k++) {
    let place = 0;
    for (let d = 0; d < n; d++) place += axes[k * n + d]! * (coarse[d]! - mean[d]!);
    const scale = 1 / (variances[k]! + RIDGE * level);
    for (let label = 0; label < classes; label++)
      distances[label]! += (place - centres[label * n + k]!) ** 2 * scale;
  }
  return distances.indexOf(Math.min(...distances));
}
