/** One answer of the first page, in words. */
export type Gauge = {
  readonly id: string;
  readonly question: string;
  /** The answer: one of the rule's words, or what stands in its place. */
  readonly word: string;
  /** Steps reached of 4, more being better; null: not measured. */
  readonly step: number | null;
  /** What the answer rests on, in a sentence or two. */
  readonly evidence: string;
  /** How the word follows from the figures, for the appendix. */
  readonly rule: string;
};
