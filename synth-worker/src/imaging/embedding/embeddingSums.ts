import type { ImageSet } from "../imageSet.ts";
import type { ImageEmbedding } from "./imageEmbedding.ts";

/** Whole units that a length of 1 is counted in. */
export const UNITS = 2 ** 20;

/**
 * Sums over the images of their embeddings, in whole units: first `classDimensions` numbers per class in order, then `commonDimensions` numbers. At most
 * the first `maxImages` images of a patient count.
 *
 * *Claim.* Adding or removing one patient moves the sums by at most `maxImages` x UNITS in Euclidean length. *Why.* An image's vector is shortened to
 * length 1, multiplied by UNITS and rounded towards zero, entry by entry, so its length is at most UNITS; it stands in the block of one class and in the
 * common block; which of a patient's images count depends on that patient alone. A patient adds at most `maxImages` such vectors. *Test.*
 * embedding.test.ts, by search over patients. Sums are whole numbers: sums of several hospitals are the sums of all (a patient known to two of them
 * counts in both). Throws RangeError for a label without a class, whose block would be another one, and for an embedding that is not finite.
 */
export function embeddingSums(images: ImageSet, embedding: ImageEmbedding, maxImages: number): Float64Array {
  const { count, labels, subjects, classNames, pixels } = images;
  const { classDimensions, commonDimensions, write } = embedding;
  const size = pixels.length / count;
  const sums = new Float64Array(classNames.length * classDimensions + commonDimensions);
  if (labels.some((label) => label >= classNames.length)) throw new RangeError("a label has no class");
  const common = classNames.length * classDimensions;
  const vector = new Float64Array(classDimensions + commonDimensions);
  const seen = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const earlier = seen.get(subjects[i]!) ?? 0;
    seen.set(subjects[i]!, earlier + 1);
    if (earlier >= maxImages) continue;
    write(pixels.subarray(i * size, (i + 1) * size), vector);
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    // A little less than UNITS, so that no rounding of length and quotient passes it.
    const scale = (UNITS * (1 - 2 ** -40)) / Math.max(1, length);
    if (!Number.isFinite(scale)) throw new RangeError("an embedding must be finite");
    const own = labels[i]! * classDimensions;
    for (let d = 0; d < classDimensions; d++) sums[own + d]! += Math.trunc(vector[d]! * scale);
    for (let d = 0; d < commonDimensions; d++)
      sums[common + d]! += Math.trunc(vector[classDimensions + d]! * scale);
  }
  return sums;
}
