import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import { classCounts } from "../classCounts.ts";
import { fourierFeatures } from "../features/fourierFeatures.ts";
import type { ImageSet } from "../imageSet.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import { classifyKernel } from "./classifyKernel.ts";
import { classifyMoments } from "./classifyMoments.ts";
import type { EmbeddingRelease } from "./embeddingRelease.ts";
import { kernelFrequencies } from "./kernelFrequencies.ts";
import { matchEmbedding } from "./matchEmbedding.ts";
import { type MomentModel, momentModel } from "./momentModel.ts";
import { workingGrid } from "./workingGrid.ts";

/** Images per class that are matched to the released embedding together. */
const TOGETHER = 150;
/** Rounds after which a class that is hardly ever recognised is filled with what there is. */
const MOST_ROUNDS = 40;
/** Variance along axes that do not stand out, in mean variances per pixel: with the kernel, and without. */
const REST = { kernel: 0.025, moments: 1 } as const;

/**
 * Synthetic images of the given classes from a private release: draws from the class Gaussians, moved to match the mean embeddings where these were released,
 * and kept when the release's own classifier sees the class in them. Post-processing: costs nothing, however many images are drawn. The same release,
 * labels and seed give the same bits on one backend. Throws RangeError for a class that the release does not have.
 */
export function sampleEmbedding(
  tensors: Tensors,
  release: EmbeddingRelease,
  labels: Uint16Array,
  seed: Uint8Array,
): ImageSet {
  const { width, height, channels, window, classNames } = release;
  const classes = classNames.length;
  if (labels.some((label) => label >= classes)) throw new RangeError("the release has no such class");
  const grid = workingGrid(width, height, channels);
  const model = momentModel(release, grid);
  const draw =
    release.kernel === null
      ? momentDraws(model)
      : kernelDraws(tensors, model, release.kernel, kernelFrequencies(grid));
  const normal = normalStream(fastStream(keystream(seed, "images")));
  const wanted = classCounts({ labels, classNames });
  const kept: Float64Array[][] = wanted.map(() => []);
  for (
    let round = 0;
    round < MOST_ROUNDS && kept.some((own, label) => own.length < wanted[label]!);
    round++
  ) {
    const { images, seen } = draw(normal);
    images.forEach((image, i) => {
      const label = Math.floor((i * classes) / images.length);
      if (seen[i] === label || round === MOST_ROUNDS - 1) kept[label]!.push(image);
    });
  }
  const size = width * height * channels;
  const pixels = new Float32Array(labels.length * size);
  const used = new Array<number>(classes).fill(0);
  labels.forEach((label, i) => {
    const own = kept[label]!;
    pixels.set(grid.enlarge(own[used[label]!++ % own.length]!), i * size);
  });
  return {
    count: labels.length,
    width,
    height,
    channels,
    window,
    classNames,
    pixels,
    labels,
    subjects: new Uint32Array(0),
  };
}

/** Coarse images, the same number per class one class after the other, and the class that is seen in each. */
type Draws = { readonly images: Float64Array[]; readonly seen: number[] };

function momentDraws(model: MomentModel): (normal: () => number) => Draws {
  return (normal) => {
    const images = decoded(model, startingPoints(model, REST.moments, normal));
    return { images, seen: images.map((image) => classifyMoments(model, image)) };
  };
}

function kernelDraws(
  tensors: Tensors,
  model: MomentModel,
  kernel: NonNullable<EmbeddingRelease["kernel"]>,
  frequencies: Float32Array,
): (normal: () => number) => Draws {
  const width = kernel.sums.length / model.counts.length;
  const targets = Float32Array.from(kernel.sums, (sum, i) => sum / model.counts[Math.floor(i / width)]!);
  const classify = classifyKernel(kernel, model.counts);
  const embedded = new Float64Array(width);
  return (normal) => {
    const points = startingPoints(model, REST.kernel, normal);
    matchEmbedding(tensors, model, frequencies, targets, points);
    const images = decoded(model, points);
    const seen = images.map((image) => {
      fourierFeatures(frequencies, image, embedded);
      return classify(embedded);
    });
    return { images, seen };
  };
}

function startingPoints(
  { centres, variances, counts, mean, level }: MomentModel,
  rest: number,
  normal: () => number,
): Float32Array {
  const n = mean.length;
  const points = new Float32Array(counts.length * TOGETHER * n);
  for (let i = 0; i < points.length; i++) {
    const k = i % n;
    const label = Math.floor(i / (n * TOGETHER));
    points[i] = centres[label * n + k]! + Math.sqrt(variances[k]! + rest * level) * normal();
  }
  return points;
}

function decoded({ mean, axes }: MomentModel, points: Float32Array): Float64Array[] {
  const n = mean.length;
  return Array.from({ length: points.length / n }, (_, i) => {
    const image = mean.slice();
    for (let k = 0; k < n; k++)
      for (let d = 0; d < n; d++) image[d]! += points[i * n + k]! * axes[k * n + d]!;
    return image.map((value) => Math.min(1, Math.max(0, value)));
  });
}
