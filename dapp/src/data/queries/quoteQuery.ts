import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";
import { type PriceParts, priceParts } from "./priceParts.ts";

/** What an order would cost: the total the market charges, and what it is made of. */
export type Quote = PriceParts & { readonly totalWei: bigint };

/** Key of a quote. */
export function quoteQueryKey(chainId: number, datasetIds: readonly string[], rows: number) {
  return ["quote", chainId, datasetIds, rows] as const;
}

/**
 * Market.quote for the chosen datasets (ids ascending) and number of records, read from the chain because it is what the order will be
 * charged; prices, renewal and cost lines come from the registry of the same chain.
 */
export function quoteQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  datasetIds: readonly string[],
  rows: number,
) {
  return queryOptions({
    queryKey: quoteQueryKey(deployment.chainId, datasetIds, rows),
    enabled: datasetIds.length > 0 && Number.isInteger(rows) && rows > 0 && rows <= 0xffff_ffff,
    queryFn: async (): Promise<Quote> => {
      const { chainId, contracts } = deployment;
      const [[totalWei, fees], datasets] = await Promise.all([
        readContract(config, {
          address: contracts.market,
          abi: MarketAbi,
          functionName: "quote",
          args: [datasetIds.map(BigInt), rows],
          chainId,
        }),
        Promise.all(
          datasetIds.map((id) =>
            readContract(config, {
              address: contracts.datasetRegistry,
              abi: DatasetRegistryAbi,
              functionName: "datasetOf",
              args: [BigInt(id)],
              chainId,
            }),
          ),
        ),
      ]);
      return { totalWei, ...priceParts(datasets, rows, fees) };
    },
  });
}
