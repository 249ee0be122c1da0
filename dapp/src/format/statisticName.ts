import type { StatisticRequest } from "@symbolon/protocol";

const NAMES: Record<StatisticRequest["statistic"], string> = {
  table: "counts",
  means: "means and variances",
  quantiles: "quantiles",
  "kaplan-meier": "survival curves",
  logistic: "logistic regression",
  cox: "Cox regression",
};

/** Reader's word for a kind of statistic. */
export function statisticName(statistic: StatisticRequest["statistic"]): string {
  return NAMES[statistic];
}
