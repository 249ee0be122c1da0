import {
  foldJob,
  foldOrder,
  type Hex,
  hashJob,
  hashOrder,
  type JobHistory,
  type OrderRecord,
  orderTopics,
  recordMatches,
  SymbolonError,
} from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { getBlock, readContract } from "wagmi/actions";
import { type RawLog, readLogs } from "../chain/readLogs.ts";
import type { GatewayDeployment } from "../gateway/types.ts";

/** An order as the chain itself has it: the record everything else is compared with, and what acts on it hand back. */
export type ChainOrder = {
  readonly order: OrderRecord;
  readonly job: JobHistory;
  readonly buyer: Hex;
  readonly buyerKey: Hex;
  readonly specDigest: Hex;
  readonly manifestDigest: Hex;
  readonly outputHash: Hex;
  readonly modelDigest: Hex;
  readonly certificateDigest: Hex;
  /** Unix seconds, 0 before finalise. */
  readonly accessUntil: number;
  /** Bit i set: share i of the settlement was fetched. */
  readonly claimed: bigint;
  /** Last second in which the buyer may dispute; null while there is no settlement. */
  readonly disputeEndsAt: number | null;
  /** Time of the latest block, unix seconds: deadlines are judged by it and not by this computer's clock. */
  readonly chainTime: number;
};

/** Key of an order's chain record; state and status are part of it, so a change of either asks again. */
export function chainOrderQueryKey(chainId: number, orderId: string, ...stage: readonly string[]) {
  return ["chain-order", chainId, orderId, ...stage] as const;
}

/**
 * The chain's record of an order, folded from its events and compared with the words that the contracts keep, all as of one block.
 * `stage` is the state and the status that the gateway reports; while a new stage is read, the record of the stage before stays (of the same order
 * only). Fails with E2004 for an order that is not there, E7005 when the events
 * are not what the contracts stand for.
 */
export function chainOrderQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  orderId: string,
  stage: readonly string[],
) {
  return queryOptions({
    queryKey: chainOrderQueryKey(deployment.chainId, orderId, ...stage),
    refetchInterval: 15_000,
    placeholderData: (earlier: ChainOrder | undefined) =>
      earlier?.order.orderId === BigInt(orderId) ? earlier : undefined,
    queryFn: (): Promise<ChainOrder> => readChainOrder(config, deployment, BigInt(orderId)),
  });
}

async function readChainOrder(
  config: Config,
  deployment: GatewayDeployment,
  orderId: bigint,
): Promise<ChainOrder> {
  const { chainId, contracts } = deployment;
  const args = [orderId] as const;
  const block = await getBlock(config, { chainId });
  const at = { args, chainId, blockNumber: block.number } as const;
  const market = { address: contracts.market, abi: MarketAbi } as const;
  const jobs = { address: contracts.jobRegistry, abi: JobRegistryAbi } as const;
  const [logs, orderWord, jobWord, claimed, windowSeconds, accessUntil] = await Promise.all([
    readLogs(
      config,
      deployment,
      [contracts.market, contracts.jobRegistry],
      orderTopics(orderId),
      block.number,
    ),
    readContract(config, { ...market, ...at, functionName: "recordOf" }),
    readContract(config, { ...jobs, ...at, functionName: "recordOf" }),
    readContract(config, { ...market, ...at, functionName: "claimedOf" }),
    readContract(config, { ...market, chainId, functionName: "disputeWindowSeconds" }),
    readContract(config, {
      address: contracts.accessToken,
      abi: AccessTokenAbi,
      ...at,
      functionName: "accessUntil",
    }),
  ]);
  const order = foldOrder(orderId, from(logs, contracts.market));
  if (order === null) throw new SymbolonError("E2004", { orderId });
  const job = foldJob(orderId, from(logs, contracts.jobRegistry));
  const { terms, settlement } = order;
  mustMatch(`order ${orderId}`, orderWord, hashOrder(order));
  if (job.record.claimedAt !== 0n) mustMatch(`job of order ${orderId}`, jobWord, hashJob(job.record));
  return {
    order,
    job,
    buyer: terms.buyer,
    buyerKey: terms.buyerKey,
    specDigest: terms.specDigest,
    manifestDigest: job.record.report.manifestDigest,
    outputHash: job.record.report.outputHash,
    modelDigest: job.record.report.modelDigest,
    certificateDigest: job.record.certificate.certificateDigest,
    accessUntil: Number(accessUntil),
    claimed,
    disputeEndsAt: settlement === null ? null : Number(settlement.settledAt + windowSeconds),
    chainTime: Number(block.timestamp),
  };
}

function from(logs: readonly RawLog[], address: Hex): RawLog[] {
  return logs.filter((log) => log.address.toLowerCase() === address.toLowerCase());
}

function mustMatch(what: string, word: Hex, digest: Hex): void {
  if (!recordMatches(word, digest))
    throw new SymbolonError("E7005", { what: `Record of ${what}`, actual: word, expected: digest });
}
