import { queryOptions } from "@tanstack/react-query";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { IndexStatus, Stats } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

const REFRESH_MILLIS = 10_000;

/** Key of the market's totals and the index position. */
export function overviewQueryKey() {
  return ["overview"] as const;
}

/** Market totals and how far the index is behind the chain; refreshed every ten seconds. */
export function overviewQueryOptions() {
  return queryOptions({
    queryKey: overviewQueryKey(),
    refetchInterval: REFRESH_MILLIS,
    retry: retryRead,
    queryFn: async ({ signal }): Promise<{ stats: Stats; status: IndexStatus }> => {
      const data = await gatewayRequest("overview", {}, signal);
      const stats = new Reader(data.stats, "stats");
      const status = new Reader(data.status, "status");
      return {
        stats: {
          datasets: stats.integer("datasets"),
          orders: stats.integer("orders"),
          finalisedOrders: stats.integer("finalisedOrders"),
          volumeWei: stats.bigint("volumeWei"),
          rowsDelivered: stats.bigint("rowsDelivered"),
        },
        status: {
          chainBlock: status.integer("chainBlock"),
          indexedBlock: status.integer("indexedBlock"),
          lagBlocks: status.integer("lagBlocks"),
          healthy: status.bool("healthy"),
        },
      };
    },
  });
}
