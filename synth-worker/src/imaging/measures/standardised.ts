import type { Features } from "../features/scattering.ts";

/**
 * Every set of features less the reference's mean, divided by one number, the root of the reference's mean variance: features that hardly vary in real images,
 * such as those of an empty background, do not decide.
 */
export function standardised(reference: Features, sets: readonly Features[]): Features[] {
  const { count, dimensions, values } = reference;
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < values.length; i++) mean[i % dimensions]! += values[i]! / count;
  const variance =
    values.reduce((sum, value, i) => sum + (value - mean[i % dimensions]!) ** 2, 0) / values.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 1;
  return sets.map((set) => ({
    ...set,
    values: set.values.map((value, i) => (value - mean[i % dimensions]!) * scale),
  }));
}
