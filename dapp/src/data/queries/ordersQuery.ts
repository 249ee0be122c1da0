import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { isRunning } from "../../format/progress.ts";
import { decodeOrderSummary } from "../gateway/decodeOrder.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { OrderSummary } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

const RUNNING_MILLIS = 3_000;
const IDLE_MILLIS = 30_000;

/** Key of a buyer's orders. */
export function ordersQueryKey(buyer: Hex | undefined) {
  return ["orders", buyer?.toLowerCase() ?? null] as const;
}

/** A buyer's orders, newest first; asked often while one of them is running. */
export function ordersQueryOptions(buyer: Hex | undefined) {
  return queryOptions<OrderSummary[]>({
    queryKey: ordersQueryKey(buyer),
    enabled: buyer !== undefined,
    retry: retryRead,
    refetchInterval: ({ state }) =>
      state.data?.some((order) => isRunning(order)) ? RUNNING_MILLIS : IDLE_MILLIS,
    queryFn: async ({ signal }): Promise<OrderSummary[]> => {
      const data = await gatewayRequest("orders", { buyer }, signal);
      const orders = new Reader(data, "data").objects("orders").map(decodeOrderSummary);
      return orders.sort((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
    },
  });
}
