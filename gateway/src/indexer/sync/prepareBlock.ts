import { SymbolonError } from "@symbolon/protocol";
import type {
  BlockReader,
  ChainBlock,
  ChainLog,
  ChainReceipt,
  ChainTransaction,
} from "../chain/BlockReader.ts";
import type { DataSource, EventHandler, Subgraph } from "../manifest/loadSubgraph.ts";

/** A handler and what it will be called with. */
export type PreparedCall = {
  readonly log: ChainLog;
  readonly dataSource: DataSource;
  readonly handler: EventHandler;
  readonly transaction: ChainTransaction;
  readonly receipt: ChainReceipt | null;
};

/** A block with everything that its handlers need of the chain; `block` is null where no handler runs. */
export type PreparedBlock = {
  readonly number: number;
  readonly hash: string;
  readonly block: ChainBlock | null;
  readonly calls: readonly PreparedCall[];
};

/**
 * Finds the handlers of a block's logs, by log and then by the order of the manifest, and fetches block and receipts for them.
 * @param hash that the block must have, and all its logs
 * @param fetchBlock asked only when a handler runs
 * @throws SymbolonError E6001 when the chain does not answer, changed meanwhile, or its answers do not fit together
 */
export async function prepareBlock(
  { subgraph, chain }: { readonly subgraph: Subgraph; readonly chain: BlockReader },
  number: number,
  hash: string,
  logs: readonly ChainLog[],
  fetchBlock: () => Promise<ChainBlock | null>,
): Promise<PreparedBlock> {
  if (logs.some((log) => log.blockHash !== hash || log.blockNumber !== number))
    throw new SymbolonError("E6001", { reason: `block ${number} changed while it was read` });
  const triggers = logs
    .toSorted((a, b) => a.logIndex - b.logIndex)
    .flatMap((log) => handlersOf(subgraph, log).map((found) => ({ log, ...found })));
  if (triggers.length === 0) return { number, hash, block: null, calls: [] };
  const block = await fetchBlock();
  if (block?.hash !== hash) throw new SymbolonError("E6001", { reason: `block ${hash} is gone` });
  const transactions = new Map(block.transactions.map((transaction) => [transaction.hash, transaction]));
  const receipts = new Map<string, ChainReceipt | null>();
  const calls: PreparedCall[] = [];
  for (const { log, dataSource, handler } of triggers) {
    const name = log.transactionHash;
    if (handler.needsReceipt && !receipts.has(name)) receipts.set(name, await chain.receipt(name));
    const receipt = handler.needsReceipt ? (receipts.get(name) ?? null) : null;
    const transaction = transactions.get(name);
    if (!transaction || (receipt && receipt.blockHash !== hash))
      throw new SymbolonError("E6001", { reason: `transaction ${name} is not in block ${hash}` });
    calls.push({ log, dataSource, handler, transaction, receipt });
  }
  return { number, hash, block, calls };
}

function handlersOf(
  subgraph: Subgraph,
  log: ChainLog,
): { readonly dataSource: DataSource; readonly handler: EventHandler }[] {
  return subgraph.dataSources.flatMap((dataSource) => {
    const handler = dataSource.handlers.get(log.topics[0] ?? "");
    const isHere = handler && dataSource.address === log.address && log.blockNumber >= dataSource.startBlock;
    return isHere ? [{ dataSource, handler }] : [];
  });
}
