import { ENGINES, type Engine, LINKED } from "../messages/orderSpec.ts";

/**
 * Whether an order (or what is kept of one) is of a differentially private file of records. The one place that reads this off the engine; a
 * private statistic is no file (isStatisticsOrder).
 */
export function isPrivateOrder<T extends { readonly engine: string }>(
  order: T,
): order is Extract<T, { readonly engine: Engine | typeof LINKED }> {
  return order.engine === LINKED || (ENGINES as readonly string[]).includes(order.engine);
}
