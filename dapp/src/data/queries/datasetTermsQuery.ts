import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";
import type { DatasetPrices } from "./priceParts.ts";

/** On what terms a dataset is sold now, as the chain has it. */
export type DatasetTerms = DatasetPrices & {
  readonly version: number;
  /** How much of the budget one buyer may use, in micro-rho; equals the cap where there is no narrower bound. */
  readonly perBuyerMicro: bigint;
  readonly capMicro: bigint;
};

/** Key of a dataset's terms. */
export function datasetTermsQueryKey(chainId: number, datasetId: string) {
  return ["dataset-terms", chainId, datasetId] as const;
}

/** Prices, version and budget bound of a dataset, read from the chain because that is what an order will meet. */
export function datasetTermsQueryOptions(config: Config, deployment: GatewayDeployment, datasetId: string) {
  return queryOptions({
    queryKey: datasetTermsQueryKey(deployment.chainId, datasetId),
    queryFn: async (): Promise<DatasetTerms> => {
      const { chainId, contracts } = deployment;
      const args = [BigInt(datasetId)] as const;
      const [dataset, budget] = await Promise.all([
        readContract(config, {
          address: contracts.datasetRegistry,
          abi: DatasetRegistryAbi,
          functionName: "datasetOf",
          args,
          chainId,
        }),
        readContract(config, {
          address: contracts.privacyLedger,
          abi: PrivacyLedgerAbi,
          functionName: "budgetOf",
          args,
          chainId,
        }),
      ]);
      return { ...dataset, perBuyerMicro: budget.perBuyerMicro, capMicro: budget.capMicro };
    },
  });
}
