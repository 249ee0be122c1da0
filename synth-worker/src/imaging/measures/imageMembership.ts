import { areaUnderRoc } from "../../evaluate/areaUnderRoc.ts";
import type { Interval } from "../../evaluate/interval.ts";
import type { ImageSet } from "../imageSet.ts";
import { workingPixels } from "./workingPixels.ts";

/** Images of each group that are attacked at most. */
const MOST = 1000;

/**
 * A membership attack: an image is suspect the nearer its nearest synthetic image lies (block means of at most 16 x 16). AUC of members, the training
 * images, against held-out images, with DeLong's 95 % limits; .5: the attacker learns nothing. Meant for groups of like images: the limits take images for
 * independent, which images of one patient are not.
 */
export function imageMembership(synthetic: ImageSet, training: ImageSet, heldOut: ImageSet): Interval {
  const made = workingPixels(synthetic).rows;
  const nearness = (images: ImageSet): Float64Array => {
    const { rows } = workingPixels(images);
    const stride = Math.max(1, rows.length / MOST);
    return Float64Array.from({ length: Math.min(MOST, rows.length) }, (_, i) => {
      const own = rows[Math.floor(i * stride)]!;
      let nearest = Number.POSITIVE_INFINITY;
      for (const other of made) {
        let sum = 0;
        for (let d = 0; d < own.length && sum < nearest; d++) sum += (own[d]! - other[d]!) ** 2;
        nearest = Math.min(nearest, sum);
      }
      return -nearest;
    });
  };
  return areaUnderRoc(nearness(training), nearness(heldOut));
}
