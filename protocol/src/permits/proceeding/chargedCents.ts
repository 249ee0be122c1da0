import type { Proceeding } from "./proceeding.ts";

/**
 * What the applicant owes, in euro cents: nothing before a quote is accepted, the whole of it once a permit is issued, and after a
 * withdrawal, a refusal or an answer instead only what was spent by then (Regulation (EU) 2025/327 Art. 62(5)).
 */
export function chargedCents({ quote, permit }: Pick<Proceeding, "quote" | "permit">): bigint {
  if (quote === null || quote.acceptedAt === null) return 0n;
  if (permit !== null) return quote.totalCents;
  return quote.incurredCents.reduce((sum, cents) => sum + cents, 0n);
}
