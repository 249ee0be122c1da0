import type { StatisticsOrderSpec } from "@symbolon/protocol";

/** What the noise of a private statistic comes to: a standard deviation, in patients or in shares of each number's public range. */
export type StatisticNoise = { readonly unit: "patients" | "rangeTimesPatients"; readonly deviation: number };

/** Three nodes add noise of half the variance each that the budget calls for, so that any two of them suffice. */
const THREE_NODES = 1.5;
const MICRO = 1_000_000;

/**
 * Standard deviation of the noise in every sum of a private statistic; null for an aggregate, which has none. sigma^2 = sensitivity^2 / (2 rho) per round
 * (Bun and Steinke 2016, Proposition 1.6), with the squared sensitivities of docs/STATISTICS.md: 1 where a record is in one cell, 3 per number of means. Quantiles
 * share the budget among as many rounds as the grid's last place has binary digits. A mean is off by half the range times `deviation` over the number of patients.
 */
export function statisticNoise({
  request,
  release,
  rhoMicro,
}: Pick<StatisticsOrderSpec, "request" | "release" | "rhoMicro">): StatisticNoise | null {
  if (release.kind !== "private") return null;
  const rounds =
    request.statistic === "quantiles"
      ? 32 - Math.clz32(Math.round((request.max - request.min) / request.step))
      : 1;
  const squared = request.statistic === "means" ? 3 * request.columns.length : 1;
  const deviation = Math.sqrt((THREE_NODES * squared * rounds * MICRO) / (2 * Number(rhoMicro)));
  return { unit: request.statistic === "means" ? "rangeTimesPatients" : "patients", deviation };
}
