import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
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
      const data = await gatewayRequest("credits", {}, signal);
      return new Reader(data, "data")
        .objects("orders")
        .sort((a, b) => Number(b.bigint("id") - a.bigint("id")))
        .flatMap((order) =>
          order
            .objects("payouts")
            .filter((payout) => payout.hex("account").toLowerCase() === account?.toLowerCase())
            .map((payout) => ({
              orderId: order.text("id"),
              titles: order.objects("datasets").map((dataset) => dataset.text("title")),
              kind: payout.text("kind"),
              amountWei: payout.bigint("amountWei"),
              settledAt:
                order.object("job").objects("history").at(-1)?.integer("timestamp") ??
                order.integer("placedAt"),
            })),
        );
    },
  });
}
