import type { Hex } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { queryOptions } from "@tanstack/react-query";
import { encodeEventTopics } from "viem";
import type { Config } from "wagmi";
import { getBlock, readContract } from "wagmi/actions";
import { foldPayouts, PAYOUT_EVENTS, type PayoutShare } from "../chain/foldPayouts.ts";
import { readLogs } from "../chain/readLogs.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { GatewayDeployment } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** One share with the titles of the datasets it comes from, as far as the index knows them. */
export type EarningEntry = PayoutShare & { readonly titles: readonly string[] };

/** Key of an account's earnings. */
export function earningsQueryKey(account: Hex | undefined) {
  return ["earnings", account?.toLowerCase() ?? null] as const;
}

/** What the market owes or has paid `account`, read from the chain, newest first; titles from the gateway's last 200 orders. */
export function earningsQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex | undefined,
) {
  return queryOptions({
    queryKey: earningsQueryKey(account),
    enabled: account !== undefined,
    retry: retryRead,
    refetchInterval: 15_000,
    queryFn: async ({ signal }): Promise<EarningEntry[]> => {
      const [shares, titles] = await Promise.all([
        readShares(config, deployment, account as Hex),
        readTitles(signal),
      ]);
      return shares.map((share) => ({ ...share, titles: titles.get(share.orderId.toString()) ?? [] }));
    },
  });
}

async function readShares(config: Config, deployment: GatewayDeployment, account: Hex) {
  const { chainId, contracts } = deployment;
  const topics = PAYOUT_EVENTS.map((eventName) => encodeEventTopics({ abi: MarketAbi, eventName })[0] as Hex);
  const [logs, windowSeconds, block] = await Promise.all([
    readLogs(config, deployment, [contracts.market], [topics]),
    readContract(config, {
      address: contracts.market,
      abi: MarketAbi,
      functionName: "disputeWindowSeconds",
      chainId,
    }),
    getBlock(config, { chainId }),
  ]);
  // The next block is what a claim is judged by: on a quiet chain its time is this computer's, on a local one it can be later.
  const time = Math.max(Number(block.timestamp), Math.floor(Date.now() / 1000));
  return foldPayouts(logs, account, { time, windowSeconds: Number(windowSeconds) });
}

async function readTitles(signal: AbortSignal): Promise<Map<string, string[]>> {
  const data = await gatewayRequest("titles", {}, signal);
  const orders = new Reader(data, "data").objects("orders");
  return new Map(
    orders.map((order) => [
      order.text("id"),
      order.objects("datasets").map((dataset) => dataset.text("title")),
    ]),
  );
}
