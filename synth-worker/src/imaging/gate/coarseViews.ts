import type { ImageSet } from "../imageSet.ts";
import { workingBlock } from "../measures/workingBlock.ts";

/** An image's block means less their mean, of length 1, beside the pixels they are of; `middle` and `length` say what was taken away and divided by. */
export type CoarseView = {
  readonly pixels: Float32Array;
  readonly means: Float64Array;
  readonly middle: number;
  readonly length: number;
};

/**
 * Images of one size as block means of at most 16 x 16 (workingPixels), and the distance of two of them less what noise adds: where two views show the same,
 * only noise is left of their difference, equally strong within the blocks as in their means. The variance within the blocks, divided by a block's pixels, is
 * therefore taken from the squared distance. Between different scenes the difference is mostly coarse, and little is taken away.
 */
export function coarseViews({ width, height, channels }: Pick<ImageSet, "width" | "height" | "channels">): {
  readonly viewOf: (pixels: Float32Array) => CoarseView;
  readonly distance: (a: CoarseView, b: CoarseView) => number;
} {
  const block = workingBlock(width, height);
  const columns = Math.ceil(width / block);
  const blocks = columns * Math.ceil(height / block) * channels;
  const blockOf = Uint32Array.from({ length: width * height * channels }, (_, i) => {
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / (channels * width));
    return (Math.floor(y / block) * columns + Math.floor(x / block)) * channels + (i % channels);
  });
  const sizes = new Float64Array(blocks);
  for (const own of blockOf) sizes[own]! += 1;
  const harmonic = sizes.reduce((sum, size) => sum + 1 / size, 0);
  return {
    viewOf: (pixels) => {
      const means = new Float64Array(blocks);
      for (let i = 0; i < pixels.length; i++) means[blockOf[i]!]! += pixels[i]!;
      let middle = 0;
      for (let k = 0; k < blocks; k++) {
        means[k]! /= sizes[k]!;
        middle += means[k]! / blocks;
      }
      let square = 0;
      for (const mean of means) square += (mean - middle) ** 2;
      const length = Math.sqrt(square) || 1;
      for (let k = 0; k < blocks; k++) means[k] = (means[k]! - middle) / length;
      return { pixels, means, middle, length };
    },
    distance: (a, b) => {
      let coarse = 0;
      for (let k = 0; k < blocks; k++) coarse += (a.means[k]! - b.means[k]!) ** 2;
      const between = new Float64Array(blocks);
      for (let k = 0; k < blocks; k++)
        between[k] = a.means[k]! - b.means[k]! + a.middle / a.length - b.middle / b.length;
      const [ofA, ofB] = [1 / a.length, 1 / b.length];
      let fine = 0;
      for (let i = 0; i < blockOf.length; i++) {
        const left = a.pixels[i]! * ofA - b.pixels[i]! * ofB - between[blockOf[i]!]!;
        fine += left * left;
      }
      const noise = (fine / (blockOf.length - blocks)) * harmonic;
      return Math.sqrt(Math.max(0, coarse - noise));
    },
  };
}
