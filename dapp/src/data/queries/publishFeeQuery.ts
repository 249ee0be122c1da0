import type { Hex } from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { queryOptions } from "@tanstack/react-query";
import { encodeFunctionData } from "viem";
import type { Config } from "wagmi";
import { estimateFeesPerGas, estimateGas } from "wagmi/actions";
import type { DatasetListing } from "../chain/datasetListing.ts";
import type { GatewayDeployment } from "../gateway/types.ts";

/** What a publication costs at most: gas, and the fee in wei of the network's coin. */
export type PublishFee = { readonly gas: bigint; readonly feeWei: bigint };

/** Key of the estimate for a listing: all of it, because each part may be what the contract refuses. Amounts as text, since keys are hashed as JSON. */
export function publishFeeQueryKey(account: Hex, listing: DatasetListing | null) {
  const text = JSON.stringify(listing, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  return ["publish-fee", account.toLowerCase(), text] as const;
}

/** The network's own estimate for this listing; fails with the contract's refusal, so it is a check before signing too. */
export function publishFeeQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  listing: DatasetListing | null,
) {
  return queryOptions({
    queryKey: publishFeeQueryKey(account, listing),
    enabled: listing !== null,
    retry: false,
    queryFn: async (): Promise<PublishFee> => {
      const { chainId, contracts } = deployment;
      const data = encodeFunctionData({
        abi: DatasetRegistryAbi,
        functionName: "publish",
        args: [listing as DatasetListing],
      });
      const [gas, fees] = await Promise.all([
        estimateGas(config, { account, to: contracts.datasetRegistry, data, chainId }),
        estimateFeesPerGas(config, { chainId }),
      ]);
      return { gas, feeWei: gas * fees.maxFeePerGas };
    },
  });
}
