import type { Hex } from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { purposesOf } from "../format/purposes.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** Terms of later orders of a dataset of the commercial lane. */
export type DatasetTermsChange = {
  readonly datasetId: string;
  readonly priceWei: bigint;
  readonly rowPriceWei: bigint;
  readonly renewalBps: number;
  readonly purposesMask: number;
};

/** What the provider reads before signing. */
export function describeTerms(change: DatasetTermsChange): TransactionText {
  const { datasetId, priceWei, rowPriceWei, renewalBps, purposesMask } = change;
  return {
    title: `Change the terms of dataset ${datasetId}`,
    facts: [
      { label: "Price of one order", value: `${formatSym(priceWei, 4)} SYM` },
      { label: "Per record ordered", value: `${formatSym(rowPriceWei, 6)} SYM` },
      { label: "Renewal", value: `${renewalBps / 100} % of the order's price` },
      {
        label: "Purposes",
        value: purposesOf(purposesMask)
          .map(({ label }) => label)
          .join(", "),
      },
    ],
    note: "Orders that were placed keep their terms. You pay only the network fee.",
  };
}

/** Sends DatasetRegistry.setTerms and waits for it. Throws what wallet and chain throw. */
export async function setDatasetTerms(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  { datasetId, priceWei, rowPriceWei, renewalBps, purposesMask }: DatasetTermsChange,
): Promise<Hex> {
  const { request } = await simulateContract(config, {
    address: deployment.contracts.datasetRegistry,
    abi: DatasetRegistryAbi,
    functionName: "setTerms",
    args: [BigInt(datasetId), priceWei, rowPriceWei, renewalBps, purposesMask],
    account,
    chainId: deployment.chainId,
  });
  return confirmed(config, deployment, await writeContract(config, request));
}
