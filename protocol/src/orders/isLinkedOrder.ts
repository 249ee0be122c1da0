import { LINKED } from "../messages/orderSpec.ts";

/** Whether an order is of two hospitals' linked patients. */
export function isLinkedOrder<T extends { readonly engine: string }>(
  order: T,
): order is Extract<T, { readonly engine: typeof LINKED }> {
  return order.engine === LINKED;
}
