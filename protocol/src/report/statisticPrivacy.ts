import type { StatisticFigures } from "../messages/statisticsResult.ts";

/** What a statistic's figures are protected by, in one line. */
export function statisticPrivacy({ privacy }: StatisticFigures): string {
  return privacy.label === "private"
    ? `private: epsilon ${privacy.epsilon}, delta ${privacy.delta}; noise of standard deviation ${Number(privacy.noiseDeviation.toPrecision(3))} in every opened sum`
    : privacy.label;
}
