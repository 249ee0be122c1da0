import { isStatisticsOrder, OrderSpec, parseDocument } from "@symbolon/protocol";
import type { OrderContext } from "../orderContext.ts";

/** Whether an order asks for a statistic. Throws E1006 for an unreadable spec, and what the store throws. */
export async function asksForStatistic({ store, order }: OrderContext): Promise<boolean> {
  const spec = parseDocument(OrderSpec, await store.document(order.terms.specDigest), "order spec");
  return isStatisticsOrder(spec);
}
