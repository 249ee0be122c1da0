import type { ImageSet } from "../imageSet.ts";
import { workingPixels } from "./workingPixels.ts";

/**
 * How near an image is to the nearest synthetic one: minus the squared distance of block means of at most 16 x 16. An attacker who holds a patient's image
 * takes a large number for a sign that it was learned from.
 */
export function nearnessTo(synthetic: ImageSet): (images: ImageSet) => Float64Array {
  const made = workingPixels(synthetic).rows;
  return (images) =>
    Float64Array.from(workingPixels(images).rows, (own) => {
      let nearest = Number.POSITIVE_INFINITY;
      for (const other of made) {
        let sum = 0;
        for (let d = 0; d < own.length && sum < nearest; d++) sum += (own[d]! - other[d]!) ** 2;
        nearest = Math.min(nearest, sum);
      }
      return -nearest;
    });
}
