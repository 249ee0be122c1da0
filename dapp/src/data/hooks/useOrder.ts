import { useQuery } from "@tanstack/react-query";
import { orderQueryOptions } from "../queries/orderQuery.ts";

/** One order by id, live until its job has ended. */
export function useOrder(id: string) {
  return useQuery(orderQueryOptions(id));
}
