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
import type { Log } from "ethers";
import { contractError } from "./contractError.ts";
import type { MarketConnection } from "./market.ts";

/** One order as its events tell it, compared with the words that the contracts keep of it. */
export type ChainOrder = {
  readonly order: OrderRecord;
  /** REQUESTED is filled in: the registry keeps nothing of a job that nobody has claimed. */
  readonly job: JobHistory;
  /** Events of market, job registry and disputes that name the order, in chain order. */
  readonly logs: readonly Log[];
  /** Time of the block this was read at, unix seconds. */
  readonly time: bigint;
};

/**
 * Reads an order and its job with one log query, all as of one block, so that what is handed back to a contract is what it expects.
 * Throws E2004 for a number that is no order (a renewal is none), E6001 when the RPC is silent, E7005 when the RPC's events are not what
 * the contracts stand for.
 */
export async function readOrder(connection: MarketConnection, orderId: bigint): Promise<ChainOrder> {
  const { provider, market, jobs, deployment } = connection;
  const { contracts, startBlock } = deployment;
  try {
    const block = await provider.getBlock("latest");
    if (block === null) throw new SymbolonError("E6001", { reason: "no latest block" });
    const at = { blockTag: block.number };
    const [logs, orderWord, jobWord] = await Promise.all([
      provider.getLogs({
        address: [contracts.market, contracts.jobRegistry, contracts.disputes],
        topics: orderTopics(orderId),
        fromBlock: startBlock,
        toBlock: block.number,
      }),
      market.getFunction("recordOf").staticCall(orderId, at) as Promise<Hex>,
      jobs.getFunction("recordOf").staticCall(orderId, at) as Promise<Hex>,
    ]);
    const order = foldOrder(orderId, from(logs, contracts.market));
    if (order === null) throw new SymbolonError("E2004", { orderId });
    const folded = foldJob(orderId, from(logs, contracts.jobRegistry));
    mustMatch(`order ${orderId}`, orderWord, hashOrder(order));
    if (folded.state !== "NONE" && folded.record.claimedAt !== 0n)
      mustMatch(`job of order ${orderId}`, jobWord, hashJob(folded.record));
    const state = folded.state === "NONE" && order.status === "ESCROWED" ? "REQUESTED" : folded.state;
    return { order, job: { ...folded, state }, logs, time: BigInt(block.timestamp) };
  } catch (cause) {
    throw contractError(cause);
  }
}

function from(logs: readonly Log[], address: string): Log[] {
  return logs.filter((log) => log.address.toLowerCase() === address.toLowerCase());
}

function mustMatch(what: string, word: Hex, digest: Hex): void {
  if (!recordMatches(word, digest))
    throw new SymbolonError("E7005", { what: `record of ${what}`, actual: word, expected: digest });
}
