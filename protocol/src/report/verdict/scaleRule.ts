import type { ScaleWord } from "./wordFor.ts";

/** A scale in words, for the appendix: "Very alike up to 0.55, Alike up to 0.65, otherwise Easily told apart". */
export function scaleRule(scale: readonly ScaleWord[]): string {
  return scale
    .map(({ word, upTo }) => (upTo === undefined ? `otherwise "${word}"` : `"${word}" up to ${upTo}`))
    .join(", ");
}
