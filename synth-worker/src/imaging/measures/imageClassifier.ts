import { publicStream } from "../../evaluate/attacks/publicStream.ts";
import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import { fourierFeatures } from "../features/fourierFeatures.ts";
import { fourierFrequencies } from "../features/fourierFrequencies.ts";
import type { ImageSet } from "../imageSet.ts";
import { workingPixels } from "./workingPixels.ts";

/** Random Fourier features are 2 x FREQUENCIES; the ridge is RIDGE x images / features. Fixed before any figure was looked at on clinical images. */
const FREQUENCIES = 200;
const RIDGE = 0.1;

/**
 * The fixed learner of utility figures: ridge regression of one-hot classes on random Fourier features of the pixels (at most 16 x 16 block means), kernel
 * width the median distance of the training images. Deterministic, no tuning. Gives the class of every image. Throws RangeError for no images.
 */
export function imageClassifier(training: ImageSet): (images: ImageSet) => Uint16Array {
  if (training.count === 0) throw new RangeError("a classifier needs images");
  const { rows, dimensions } = workingPixels(training);
  const frequencies = fourierFrequencies(FREQUENCIES, dimensions, medianDistance(rows));
  const width = 2 * FREQUENCIES + 1;
  const classes = training.classNames.length;
  const features = (row: Float64Array): Float64Array => {
    const out = new Float64Array(width);
    fourierFeatures(frequencies, row, out);
    out[width - 1] = 1;
    return out;
  };
  const products = new Float64Array(width * width);
  const targets = Array.from({ length: classes }, () => new Float64Array(width));
  rows.forEach((row, i) => {
    const own = features(row);
    const target = targets[training.labels[i]!]!;
    for (let a = 0; a < width; a++) {
      target[a]! += own[a]!;
      const left = own[a]!;
      for (let b = 0; b <= a; b++) products[a * width + b]! += left * own[b]!;
    }
  });
  for (let a = 0; a < width; a++) products[a * width + a]! += (RIDGE * training.count) / (2 * FREQUENCIES);
  const { solve } = factorSemidefinite(products, width);
  const weights = targets.map(solve);
  return (images) =>
    Uint16Array.from(workingPixels(images).rows, (row) => {
      const own = features(row);
      const scores = weights.map((line) => line.reduce((sum, weight, d) => sum + weight * own[d]!, 0));
      return scores.indexOf(Math.max(...scores));
    });
}

function medianDistance(rows: readonly Float64Array[]): number {
  const stream = publicStream("bandwidth");
  const distances: number[] = [];
  for (let pair = 0; pair < 500; pair++) {
    const a = rows[stream.nextBelow(rows.length)]!;
    const b = rows[stream.nextBelow(rows.length)]!;
    const distance = Math.sqrt(a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0));
    if (distance > 0) distances.push(distance);
  }
  distances.sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? 1;
}
