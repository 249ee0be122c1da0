import type { Rational } from "../../math/rational.ts";
import type { ImageSet } from "../imageSet.ts";
import { centreEmbedding } from "./centreEmbedding.ts";
import { centreOf } from "./centreOf.ts";
import { EMBEDDING } from "./embeddingConstants.ts";
import type { EmbeddingRelease } from "./embeddingRelease.ts";
import type { ImageEmbedding } from "./imageEmbedding.ts";
import { kernelEmbedding } from "./kernelEmbedding.ts";
import { momentEmbedding } from "./momentEmbedding.ts";
import type { NoisySums } from "./privateImages.ts";
import { workingGrid } from "./workingGrid.ts";

/** What is public of images before any look. */
export type ImageShape = Pick<ImageSet, "width" | "height" | "channels" | "window" | "classNames"> & {
  /** Most images of a patient that count. */
  readonly maxRecords: number;
};

/** One look: noisy sums of this embedding, for this part of the budget. */
export type EmbeddingLook = {
  readonly what: string;
  readonly embedding: ImageEmbedding;
  readonly rho: Rational;
};

/** What all looks together tell. */
export type EmbeddingSums = Pick<EmbeddingRelease, "centre" | "moments" | "kernel">;

/**
 * The two or three looks of a private release, one after the other, each a function of the shape and of what the looks before it told:
 * whoever runs them answers each with noisy sums, be it one hospital (releaseEmbedding) or several (joint/parts). Throws RangeError for
 * image sizes the working grid does not serve.
 */
export function* embeddingLooks(
  { width, height, channels, classNames, maxRecords }: ImageShape,
  rhoMicro: bigint,
): Generator<EmbeddingLook, EmbeddingSums, NoisySums> {
  const grid = workingGrid(width, height, channels);
  const share = (part: number) => ({ num: rhoMicro * BigInt(Math.round(part * 1000)), den: 1_000_000_000n });
  const centre = yield {
    what: "mean image",
    embedding: centreEmbedding(grid),
    rho: share(EMBEDDING.centreShare),
  };
  const { mean, count } = centreOf(centre, grid);
  const rho = Number(rhoMicro) / 1e6;
  const signal = (Math.sqrt(2 * rho) * count) / (maxRecords * classNames.length);
  const kernelShare = signal >= EMBEDDING.kernelSignal ? EMBEDDING.kernelShare : 0;
  const moments = yield {
    what: "class means and products",
    embedding: momentEmbedding(grid, mean),
    rho: share(1 - EMBEDDING.centreShare - kernelShare),
  };
  if (kernelShare === 0) return { centre, moments, kernel: null };
  const kernel = yield {
    what: "mean embeddings",
    embedding: kernelEmbedding(grid),
    rho: share(kernelShare),
  };
  return { centre, moments, kernel };
}
