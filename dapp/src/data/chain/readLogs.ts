import type { Hex } from "@symbolon/protocol";
import { type Log, toHex } from "viem";
import type { Config } from "wagmi";
import { getClient } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/** A topic filter: a value, any of several, or anything. */
export type TopicFilter = readonly (Hex | readonly Hex[] | null)[];

/** The part of a log that events are decoded from. */
export type RawLog = Pick<Log, "address" | "topics" | "data" | "transactionHash" | "blockNumber">;

/**
 * Logs of `addresses` from the market's first block to `toBlock` (default: the latest), in chain order, read from the chain itself. One
 * request; throws what the RPC throws.
 */
export async function readLogs(
  config: Config,
  deployment: GatewayDeployment,
  addresses: readonly Hex[],
  topics: TopicFilter,
  toBlock?: bigint,
): Promise<RawLog[]> {
  const client = getClient(config, { chainId: deployment.chainId });
  if (client === undefined) throw new Error("no client for the market's chain");
  return (await client.request({
    method: "eth_getLogs",
    params: [
      {
        address: [...addresses],
        topics: topics.map((topic) => (topic === null || typeof topic === "string" ? topic : [...topic])),
        fromBlock: toHex(deployment.startBlock),
        toBlock: toBlock === undefined ? "latest" : toHex(toBlock),
      },
    ],
  } as never)) as RawLog[];
}
