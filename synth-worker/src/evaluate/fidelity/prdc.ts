import type { MixedPoints } from "./mixedPoints.ts";
import { neighbourRadii } from "./neighbourRadii.ts";
import { squaredDistances } from "./squaredDistances.ts";

/** Shares of points in the other file's neighbourhoods (0 to 1), and how crowded they are (density: 1 is right, more is too crowded). */
export type Prdc = {
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
};

/**
 * Precision and recall (Kynkaanniemi et al., NeurIPS 2019), density and coverage (Naeem et al., ICML 2020): a record's neighbourhood reaches to
 * its k-th nearest other record of the same file. Precision: synthetic records in some real neighbourhood; recall: real records in some
 * synthetic one; density: real neighbourhoods that a synthetic record lies in, divided by k; coverage: real neighbourhoods that hold a synthetic
 * record. A neighbourhood has its rim, other than in the papers, because records of categories often coincide: an equal record must count.
 * O(rows^2 columns). Throws RangeError when a file has not more than k records.
 */
export function prdc(real: MixedPoints, synthetic: MixedPoints, k = 5): Prdc {
  const radii = neighbourRadii(real, k);
  const syntheticRadii = neighbourRadii(synthetic, k);
  const distances = new Float64Array(real.rows);
  const recalled = new Uint8Array(real.rows);
  const covered = new Uint8Array(real.rows);
  let precise = 0;
  let inside = 0;
  for (let j = 0; j < synthetic.rows; j++) {
    squaredDistances(synthetic, j, real, distances);
    const reach = syntheticRadii[j]!;
    const before = inside;
    for (let i = 0; i < distances.length; i++) {
      const distance = distances[i]!;
      if (distance <= reach) recalled[i] = 1;
      if (distance <= radii[i]!) {
        inside++;
        covered[i] = 1;
      }
    }
    if (inside > before) precise++;
  }
  const share = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
  return {
    precision: precise / synthetic.rows,
    recall: share(recalled),
    density: inside / (k * synthetic.rows),
    coverage: share(covered),
  };
}
