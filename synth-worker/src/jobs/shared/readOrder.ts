import type { OrderStatus, OrderTerms, Settlement } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import { readHistory } from "./readHistory.ts";

/** An order as its events tell it, checked against the market's word. `terms` is handed back with every act; addresses are lower case. */
export type Order = {
  readonly orderId: bigint;
  readonly status: OrderStatus;
  readonly terms: OrderTerms;
  /** Null until the order is settled. */
  readonly settlement: Settlement | null;
};

/** Reads an order. Throws E2004 for one that does not exist, E6006 and E6001 (retryable) while the RPC cannot tell. */
export async function readOrder(chain: Chain, orderId: bigint): Promise<Order> {
  return (await readHistory(chain, orderId)).order;
}
