import {
  type CatalogueDocument,
  type DatasetSchema,
  digestOfDocument,
  type Hex,
  SymbolonError,
} from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { decodeEventLog, encodeEventTopics, parseEventLogs } from "viem";
import type { Config } from "wagmi";
import { simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import type { DatasetListing } from "../data/chain/datasetListing.ts";
import { readLogs, type TopicFilter } from "../data/chain/readLogs.ts";
import { pinListing } from "../data/gateway/pinListing.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatNumber } from "../format/formatNumber.ts";
import { formatSym } from "../format/formatSym.ts";
import { readingEpsilon } from "../format/readingEpsilon.ts";
import type { TransactionText } from "./transactionText.ts";

const RECEIPT_MILLIS = 180_000;

/** A dataset that is ready to be published: what goes on chain, and the two documents whose digests are in it. */
export type PublishInput = {
  readonly listing: DatasetListing;
  readonly schema: DatasetSchema;
  readonly entry: CatalogueDocument;
};

/** Where a publication is, for the progress text. */
export type PublishStep = "pinning" | "sending" | "confirming";

/** What was published: number, transaction and block. */
export type Published = { readonly datasetId: bigint; readonly tx: Hex; readonly block: bigint };

/** What the provider reads before signing. */
export function describePublish({ listing }: PublishInput, title: string, rows: number): TransactionText {
  return {
    title: "Publish this dataset",
    facts: [
      { label: "Dataset", value: title },
      { label: "Records, as published", value: formatNumber(Math.round(rows / 10) * 10) },
      { label: "Price of one order", value: `${formatSym(listing.priceWei, 4)} SYM` },
      { label: "Privacy budget, for ever", value: `ε ${readingEpsilon(listing.rhoCapMicro)}` },
    ],
    note: "One transaction lists it, opens its budget and anchors its consent root. It moves no tokens; you pay the network fee. The budget and what is written on chain cannot be taken back; the listing can be ended any time.",
  };
}

/**
 * Pins schema and entry through the gateway and sends DatasetRegistry.publish. Safe to call again with the same input after any failure: a publication of this account
 * with the same entry is looked for first, so none is made twice. Throws what gateway, wallet and chain throw.
 */
export async function publishDataset(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  input: PublishInput,
  onStep: (step: PublishStep) => void,
): Promise<Published> {
  const { chainId, contracts } = deployment;
  const { listing, schema, entry } = input;
  if (
    digestOfDocument(schema) !== listing.schemaDigest ||
    digestOfDocument(entry) !== listing.catalogueDigest
  )
    throw new SymbolonError("E1006", { document: "listing", reason: "its digests are of other documents" });
  onStep("pinning");
  await pinListing(schema, entry);
  const earlier = await findPublished(config, deployment, account, listing.catalogueDigest);
  if (earlier !== null) return earlier;

  onStep("sending");
  const { request } = await simulateContract(config, {
    address: contracts.datasetRegistry,
    abi: DatasetRegistryAbi,
    functionName: "publish",
    args: [listing],
    account,
    chainId,
  });
  const hash = await writeContract(config, request);
  onStep("confirming");
  const receipt = await waitForTransactionReceipt(config, { hash, chainId, timeout: RECEIPT_MILLIS });
  const [event] = parseEventLogs({
    abi: DatasetRegistryAbi,
    eventName: "DatasetPublished",
    logs: receipt.logs,
  });
  if (receipt.status !== "success" || event === undefined)
    throw new SymbolonError("E6003", {
      reason: "the transaction was undone",
      advice: "Nothing was published. Try again; the same dataset is never listed twice.",
    });
  return { datasetId: event.args.datasetId, tx: receipt.transactionHash, block: receipt.blockNumber };
}

async function findPublished(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  catalogueDigest: Hex,
): Promise<Published | null> {
  const topics = encodeEventTopics({
    abi: DatasetRegistryAbi,
    eventName: "DatasetPublished",
    args: { provider: account },
  });
  const logs = await readLogs(
    config,
    deployment,
    [deployment.contracts.datasetRegistry],
    topics as TopicFilter,
  );
  for (const log of logs) {
    const { args } = decodeEventLog({
      abi: DatasetRegistryAbi,
      eventName: "DatasetPublished",
      topics: log.topics,
      data: log.data,
    });
    if (
      args.listing.catalogueDigest !== catalogueDigest ||
      log.transactionHash === null ||
      log.blockNumber === null
    )
      continue;
    return { datasetId: args.datasetId, tx: log.transactionHash, block: BigInt(log.blockNumber) };
  }
  return null;
}
