import type { ImageSet } from "../imageSet.ts";
import type { NoisySums } from "./privateImages.ts";

/**
 * What a private release tells of images: noisy sums, and nothing else that depends on records. Generators and samples are made of it, at no further cost.
 * `centre`: per image its place against a public grey, and a weight for the count. `moments`: per class the sum of centred images and a count, over all
 * classes their products. `kernel`: per class the mean embedding of random Fourier features; null where the budget is too small for it to help.
 */
export type EmbeddingRelease = Pick<ImageSet, "width" | "height" | "channels" | "window" | "classNames"> & {
  /** false: the noise can be repeated (tests), so nobody is protected. */
  readonly guarantee: boolean;
  readonly centre: NoisySums;
  readonly moments: NoisySums;
  readonly kernel: NoisySums | null;
};
