import { centreEmbedding } from "./centreEmbedding.ts";
import { centreOf } from "./centreOf.ts";
import { EMBEDDING } from "./embeddingConstants.ts";
import type { EmbeddingRelease } from "./embeddingRelease.ts";
import { kernelEmbedding } from "./kernelEmbedding.ts";
import { momentEmbedding } from "./momentEmbedding.ts";
import type { PrivateImages } from "./privateImages.ts";
import { workingGrid } from "./workingGrid.ts";

/**
 * The whole private release for `rhoMicro` micro-rho, in two or three looks whose costs add up to it: mean image, moments and, where the noisy count says
 * that it helps, mean embeddings (Harder, Adamczewski, Park, DP-MERF, AISTATS 2021; Gaussian looks compose: mu-GDP with mu^2 / 2 = rho). Throws E3009
 * before a look that the accountant does not cover, RangeError for image sizes the working grid does not serve.
 */
export function releaseEmbedding(images: PrivateImages, rhoMicro: bigint): EmbeddingRelease {
  const { width, height, channels, window, classNames, guarantee } = images;
  const grid = workingGrid(width, height, channels);
  const share = (part: number) => ({ num: rhoMicro * BigInt(Math.round(part * 1000)), den: 1_000_000_000n });
  const centre = images.measure("mean image", centreEmbedding(grid), share(EMBEDDING.centreShare));
  const { mean, count } = centreOf(centre, grid);
  const rho = Number(rhoMicro) / 1e6;
  const signal = (Math.sqrt(2 * rho) * count) / (images.neighbours.maxRecords * classNames.length);
  const kernelShare = signal >= EMBEDDING.kernelSignal ? EMBEDDING.kernelShare : 0;
  const moments = images.measure(
    "class means and products",
    momentEmbedding(grid, mean),
    share(1 - EMBEDDING.centreShare - kernelShare),
  );
  const kernel =
    kernelShare === 0 ? null : images.measure("mean embeddings", kernelEmbedding(grid), share(kernelShare));
  return { width, height, channels, window, classNames, guarantee, centre, moments, kernel };
}
