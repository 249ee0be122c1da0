import {
  foldJob,
  foldOrder,
  type Hex,
  hashJob,
  hashOrder,
  JOB_STATES,
  ORDER_STATUSES,
  orderTopics,
  recordMatches,
  recordStatus,
  SymbolonError,
} from "@symbolon/protocol";
import type { Log } from "ethers";
import type { Chain } from "./chain.ts";
import { recallOrder, rememberOrder } from "./orderCache.ts";
import type { Job } from "./readJob.ts";
import { BLOCKS_PER_QUERY } from "./readLogs.ts";
import type { Order } from "./readOrder.ts";

/** An order and its job as of one block. */
export type OrderHistory = { readonly order: Order; readonly job: Job };

/**
 * Reads an order and its job from their logs and checks them against the words the contracts keep of them, both as of one block. While
 * those words stay the same no log is read again. Throws E2004 for a number that is no order (a renewal is none), E6006 (retryable) when
 * logs and words do not fit together, because the RPC lags or the chain is being reorganised, and E6001.
 */
export async function readHistory(chain: Chain, orderId: bigint): Promise<OrderHistory> {
  const head = await chain.ask((provider) => provider.getBlockNumber());
  const at = { blockTag: head };
  const [market, job] = await Promise.all([
    chain.read<Hex>("market", "recordOf", orderId, at),
    chain.read<Hex>("jobRegistry", "recordOf", orderId, at),
  ]);
  const known = recallOrder(chain, orderId);
  if (known?.checked && known.checked.market === market && known.checked.job === job)
    return known.checked.history;
  const isKnown = known !== undefined;
  if (recordStatus(market) === 0) throw new SymbolonError(isKnown ? "E6006" : "E2004", { orderId });

  const placed = chain.contracts.market.interface.getEvent("OrderPlaced")!.topicHash;
  const renewed = chain.contracts.market.interface.getEvent("OrderRenewed")!.topicHash;
  const logs: Log[] = [];
  const first = known?.placedBlock ?? chain.deployment.startBlock;
  for (let from = first; from <= head; from += BLOCKS_PER_QUERY) {
    const to = Math.min(head, from + BLOCKS_PER_QUERY - 1);
    const found = await logsOf(chain, orderId, from, to);
    if (found.some((log) => log.topics[0] === renewed)) throw new SymbolonError("E2004", { orderId });
    logs.push(...found);
    // What hashes to the chain's words is complete: later blocks are not asked for.
    const history = found.length === 0 ? null : fitting(orderId, logs, market, job);
    if (history === null) continue;
    const placedBlock = logs.find((log) => log.topics[0] === placed)!.blockNumber;
    rememberOrder(chain, orderId, { placedBlock, checked: { market, job, history } });
    return history;
  }
  // A reorganisation may have moved the order to an earlier block: the next read starts at the first one.
  rememberOrder(chain, orderId, null);
  throw new SymbolonError("E6006", { orderId });
}

function logsOf(chain: Chain, orderId: bigint, fromBlock: number, toBlock: number): Promise<Log[]> {
  const { market, jobRegistry } = chain.deployment.contracts;
  const filter = { address: [market, jobRegistry], topics: orderTopics(orderId), fromBlock, toBlock };
  return chain.ask((provider) => provider.getLogs(filter));
}

/** The history the logs tell, or null when it is not the one that the chain's words stand for. */
function fitting(orderId: bigint, logs: readonly Log[], marketWord: Hex, jobWord: Hex): OrderHistory | null {
  const order = foldOrder(orderId, logs);
  if (order === null || ORDER_STATUSES[recordStatus(marketWord)] !== order.status) return null;
  if (!recordMatches(marketWord, hashOrder(order))) return null;

  const { state, record, claimedNodes, failReason } = foldJob(orderId, logs);
  if (JOB_STATES[recordStatus(jobWord)] !== state) return null;
  // A job that failed before anyone claimed it has a state and no hash.
  const isClaimed = record.claimedAt !== 0n;
  if (!recordMatches(jobWord, isClaimed ? hashJob(record) : EMPTY_WORD)) return null;
  const isRequested = state === "NONE" && order.status === "ESCROWED";
  const { status, terms, settlement } = order;
  return {
    order: { orderId, status, terms, settlement },
    job: { state: isRequested ? "REQUESTED" : state, record, claimedNodes, failReason },
  };
}

const EMPTY_WORD: Hex = `0x${"00".repeat(32)}`;
