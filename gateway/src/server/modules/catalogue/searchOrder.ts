import { SymbolonError } from "@symbolon/protocol";
import { SEARCH_ORDERS, type SearchOrder } from "./searchOrders.ts";

/** Reads an order by its name; throws E9009 for another. */
export function searchOrder(name: string): SearchOrder {
  const orders = Object.keys(SEARCH_ORDERS) as SearchOrder[];
  const found = orders.find((order) => order === name);
  if (found === undefined)
    throw new SymbolonError("E9009", { reason: `order is one of ${orders.join(", ")}` });
  return found;
}
