import type { Hex } from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** What a provider can make of a listing: on the market, off it for the time being, or off it for good. Numbers of IDatasetRegistry.Status. */
export const LISTING_STATUS = { LISTED: 1, UNLISTED: 2, RETIRED: 3 } as const;
export type ListingStatus = keyof typeof LISTING_STATUS;

const TEXTS: Readonly<Record<ListingStatus, { title: string; note: string }>> = {
  LISTED: { title: "Put it on the market again", note: "New orders can be placed from then on." },
  UNLISTED: {
    title: "Pause the listing",
    note: "Nobody can place a new order; running orders go on. You can list it again any time.",
  },
  RETIRED: {
    title: "Withdraw the dataset for good",
    note: "This cannot be undone: it can never be ordered or listed again. Running orders go on; files that were delivered stay with their buyers.",
  },
};

/** What the provider reads before signing. */
export function describeStatus(datasetId: string, title: string, status: ListingStatus): TransactionText {
  return {
    title: TEXTS[status].title,
    facts: [{ label: "Dataset", value: `${datasetId}, ${title}` }],
    note: `${TEXTS[status].note} You pay only the network fee.`,
  };
}

/** Sends DatasetRegistry.setStatus and waits for it. Throws what wallet and chain throw. */
export async function setDatasetStatus(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  { datasetId, status }: { readonly datasetId: string; readonly status: ListingStatus },
): Promise<Hex> {
  const { request } = await simulateContract(config, {
    address: deployment.contracts.datasetRegistry,
    abi: DatasetRegistryAbi,
    functionName: "setStatus",
    args: [BigInt(datasetId), LISTING_STATUS[status]],
    account,
    chainId: deployment.chainId,
  });
  return confirmed(config, deployment, await writeContract(config, request));
}
