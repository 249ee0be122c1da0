/** Paragraphs of Art. 64 that a fine on a data user is based on. */
export const FINE_PARAGRAPHS = ["64(4)", "64(5)"] as const;
export type FineParagraph = (typeof FINE_PARAGRAPHS)[number];

const LIMITS = {
  "64(4)": { cents: 1_000_000_000n, percent: 2n },
  "64(5)": { cents: 2_000_000_000n, percent: 4n },
} as const;

/**
 * The highest fine that a paragraph allows, in euro cents: EUR 10 million or 2 % of the undertaking's worldwide annual turnover of the year
 * before (Regulation (EU) 2025/327 Art. 64(4)), EUR 20 million or 4 % (Art. 64(5)), whichever is higher. `turnoverCents` null: no undertaking.
 */
export function mostFineCents(paragraph: FineParagraph, turnoverCents: bigint | null): bigint {
  const { cents, percent } = LIMITS[paragraph];
  const share = ((turnoverCents ?? 0n) * percent) / 100n;
  return share > cents ? share : cents;
}
