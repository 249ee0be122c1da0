/**
 * How often, at most, someone is right who guesses from the result whether one given patient took part, when both were
 * equally likely before: (e^epsilon + delta) / (e^epsilon + 1). 0.5 is a coin. Follows from the trade-off bound of
 * (epsilon, delta)-differential privacy (Kairouz, Oh, Viswanath 2015, Theorem 2.1) at equal prior odds.
 */
export function bestGuessAccuracy(epsilon: number, delta: number): number {
  const odds = Math.exp(epsilon);
  return Math.min(1, (odds + delta) / (odds + 1));
}

/** A word for an epsilon, so that a newcomer has a place to stand. */
export function epsilonWord(epsilon: number): "Very strong" | "Strong" | "Moderate" | "Weak" {
  if (epsilon <= 0.5) return "Very strong";
  if (epsilon <= 1) return "Strong";
  if (epsilon <= 3) return "Moderate";
  return "Weak";
}

/** 1e-6 -> "1 in 1,000,000". */
export function oneIn(probability: number): string {
  return `1 in ${new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(1 / probability)}`;
}

/** 0.000001 -> "1e−6", with a true minus sign. */
export function formatDelta(delta: number): string {
  return delta.toExponential().replace("e-", "e−");
}
