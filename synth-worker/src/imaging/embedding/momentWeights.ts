import { EMBEDDING } from "./embeddingConstants.ts";

/** Weights of a moment vector's three parts; their squared lengths add up to at most 1. */
export function momentWeights(): { image: number; count: number; product: number } {
  const { productPart, classCountWeight } = EMBEDDING;
  const image = Math.sqrt((1 - productPart) / (1 + classCountWeight ** 2));
  return { image, count: image * classCountWeight, product: Math.sqrt(productPart) };
}
