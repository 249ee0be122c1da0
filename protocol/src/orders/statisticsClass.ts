import type { StatisticRelease } from "../messages/statisticsOrderSpec.ts";

/** The release class that a statistic's certificate has on chain. */
export function statisticsClass({ kind }: Pick<StatisticRelease, "kind">): "private" | "statistics" {
  return kind === "private" ? "private" : "statistics";
}
