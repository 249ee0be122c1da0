import { type OrderRecord, type Settlement, SymbolonError } from "@symbolon/protocol";

/** What a settled order owes to whom. Throws E2010 while there is no settlement, and for any status that is not one of `allowed`. */
export function requireSettled(
  order: OrderRecord,
  allowed: readonly OrderRecord["status"][] = ["SETTLED"],
): Settlement {
  if (order.settlement === null || !allowed.includes(order.status))
    throw new SymbolonError("E2010", { orderId: order.orderId, status: order.status });
  return order.settlement;
}
