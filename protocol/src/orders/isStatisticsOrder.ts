import { STATISTICS } from "../messages/statisticsOrderSpec.ts";

/** Whether an order (or what is kept of one) is of a statistic, private or not. The one place that reads this off the engine. */
export function isStatisticsOrder<T extends { readonly engine: string }>(
  order: T,
): order is Extract<T, { readonly engine: typeof STATISTICS }> {
  return order.engine === STATISTICS;
}
