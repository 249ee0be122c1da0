import type { Hex } from "@symbolon/protocol";
import { queryOptions } from "@tanstack/react-query";
import { decodeEarnings, type Earnings } from "../gateway/decodeEarnings.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

const REFRESH_MILLIS = 5_000;

/** Key of an account's earnings. */
export function earningsQueryKey(account: Hex | undefined) {
  return ["earnings", account?.toLowerCase() ?? null] as const;
}

/** Shares of orders and renewals that `account` is or was owed: the latest 200, and the oldest 200 that can be claimed now. */
export function earningsQueryOptions(account: Hex | undefined) {
  return queryOptions({
    queryKey: earningsQueryKey(account),
    enabled: account !== undefined,
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<Earnings> => {
      const data = await gatewayRequest("earnings", { account }, signal);
      return decodeEarnings(new Reader(data.earnings, "earnings"));
    },
  });
}
