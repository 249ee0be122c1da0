import type { StatisticsOrderSpec } from "../messages/statisticsOrderSpec.ts";
import { statisticParts } from "./statisticParts.ts";

/** The columns that a statistic reads, each once: those of its question, then those of its cohort only. */
export function statisticColumns({
  request,
  cohort = [],
}: Pick<StatisticsOrderSpec, "request" | "cohort">): string[] {
  return [...new Set([...statisticParts(request), ...cohort].map(({ column }) => column))];
}
