import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { decodeOrderSummary } from "../gateway/decodeOrder.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

/** One credit that an account received for an order. */
export type EarningEntry = {
  readonly orderId: string;
  readonly titles: readonly string[];
  readonly kind: string;
  readonly amountWei: bigint;
  readonly settledAt: number;
};

/** Key of an account's earnings. */
export function earningsQueryKey(account: Hex | undefined) {
  return ["earnings", account?.toLowerCase() ?? null] as const;
}

/** Credits of `account` over the market's last 200 orders, newest first. */
export function earningsQueryOptions(account: Hex | undefined) {
  return queryOptions({
    queryKey: earningsQueryKey(account),
    enabled: account !== undefined,
    retry: retryRead,
    queryFn: async ({ signal }): Promise<EarningEntry[]> => {
      const data = await gatewayRequest("settledOrders", {}, signal);
      const orders = new Reader(data, "data").objects("orders").map(decodeOrderSummary);
      return orders
        .sort((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
        .flatMap((order) =>
          order.payouts
            .filter((payout) => payout.account.toLowerCase() === account?.toLowerCase())
            .map((payout) => ({
              orderId: order.id,
              titles: order.datasets.map((dataset) => dataset.title),
              kind: payout.kind,
              amountWei: payout.amountWei,
              settledAt: order.history.at(-1)?.timestamp ?? order.placedAt,
            })),
        );
    },
  });
}
