import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/** Total of an order and the shares of it that do not go to the providers, in basis points. */
export type Quote = {
  readonly totalWei: bigint;
  readonly treasuryBps: number;
  readonly workerBps: number;
  readonly evaluatorBps: number;
};

/** Key of a quote. */
export function quoteQueryKey(chainId: number, datasetIds: readonly string[]) {
  return ["quote", chainId, datasetIds] as const;
}

/** Market.quote for the chosen datasets (ids ascending), read from the chain because it is what the order will be charged. */
export function quoteQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  datasetIds: readonly string[],
) {
  return queryOptions({
    queryKey: quoteQueryKey(deployment.chainId, datasetIds),
    enabled: datasetIds.length > 0,
    queryFn: async (): Promise<Quote> => {
      const [totalWei, fees] = await readContract(config, {
        address: deployment.contracts.market,
        abi: MarketAbi,
        functionName: "quote",
        args: [datasetIds.map(BigInt)],
        chainId: deployment.chainId,
      });
      return { totalWei, ...fees };
    },
  });
}
