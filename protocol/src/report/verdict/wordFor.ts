/** A word that applies up to a limit (inclusive); the last word of a scale has none. From best to worst. */
export type ScaleWord = { readonly word: string; readonly upTo?: number };

/** The word of a four-word scale for a figure that is better the smaller it is, and the steps reached (4: the first word). */
export function wordFor(scale: readonly ScaleWord[], figure: number): { word: string; step: number } {
  const place = scale.findIndex(({ upTo }) => upTo === undefined || figure <= upTo);
  const found = place < 0 ? scale.length - 1 : place;
  return { word: scale[found]!.word, step: scale.length - found };
}
