import { type Engine, HIGH_FIDELITY } from "../messages/orderSpec.ts";

/** Whether an order (or what is kept of one) is of a differentially private file. The one place that reads this off the engine. */
export function isPrivateOrder<T extends { readonly engine: string }>(
  order: T,
): order is Extract<T, { readonly engine: Engine }> {
  return order.engine !== HIGH_FIDELITY;
}
