import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { ordersQueryOptions } from "../queries/ordersQuery.ts";

/** Orders of a buyer; idle while `buyer` is undefined. */
export function useOrders(buyer: Hex | undefined) {
  return useQuery(ordersQueryOptions(buyer));
}
