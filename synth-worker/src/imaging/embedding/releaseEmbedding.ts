import { embeddingLooks } from "./embeddingLooks.ts";
import type { EmbeddingRelease } from "./embeddingRelease.ts";
import type { PrivateImages } from "./privateImages.ts";

/**
 * The whole private release for `rhoMicro` micro-rho, in two or three looks whose costs add up to it: mean image, moments and, where the noisy count says
 * that it helps, mean embeddings (Harder, Adamczewski, Park, DP-MERF, AISTATS 2021; Gaussian looks compose: mu-GDP with mu^2 / 2 = rho). Throws E3009
 * before a look that the accountant does not cover, RangeError for image sizes the working grid does not serve.
 */
export function releaseEmbedding(images: PrivateImages, rhoMicro: bigint): EmbeddingRelease {
  const { width, height, channels, window, classNames, guarantee, neighbours } = images;
  const shape = { width, height, channels, window, classNames, maxRecords: neighbours.maxRecords };
  const looks = embeddingLooks(shape, rhoMicro);
  let step = looks.next();
  while (!step.done) {
    const { what, embedding, rho } = step.value;
    step = looks.next(images.measure(what, embedding, rho));
  }
  return { width, height, channels, window, classNames, guarantee, ...step.value };
}
