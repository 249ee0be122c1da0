import { SymbolonError } from "@symbolon/protocol";
import type { BlockReader, ChainLog } from "../chain/BlockReader.ts";
import { AsyncMemo } from "../host/AsyncMemo.ts";
import type { ContentReader } from "../host/ContentReader.ts";
import type { LogLevel } from "../host/HostContext.ts";
import { runHandler } from "../host/runHandler.ts";
import type { DataSource, EventHandler, Subgraph } from "../manifest/loadSubgraph.ts";
import { BlockEntities } from "../store/BlockEntities.ts";
import type { BlockChanges, EntityStore } from "../store/EntityStore.ts";
import { decodeLog } from "./decodeLog.ts";

/** What the handlers of a block work on. */
export type BlockWork = {
  readonly subgraph: Subgraph;
  readonly store: EntityStore;
  readonly chain: BlockReader;
  readonly content: ContentReader | undefined;
  readonly log: (level: LogLevel, text: string) => void;
};

type Trigger = { readonly log: ChainLog; readonly dataSource: DataSource; readonly handler: EventHandler };

/** Handlers of a block's logs: by log, then by the order of the manifest. */
function findTriggers(subgraph: Subgraph, logs: readonly ChainLog[]): Trigger[] {
  const inOrder = logs.toSorted((a, b) => a.logIndex - b.logIndex);
  return inOrder.flatMap((log) =>
    subgraph.dataSources.flatMap((dataSource) => {
      const handler = dataSource.handlers.get(log.topics[0] ?? "");
      const isHere =
        handler && dataSource.address === log.address && log.blockNumber >= dataSource.startBlock;
      return isHere ? [{ log, dataSource, handler }] : [];
    }),
  );
}

/**
 * Runs the handlers of one block over its logs.
 * @returns what the block changes; nothing is written yet
 * @throws SymbolonError E6001 when the chain does not answer or no longer knows the block, E9010 when a mapping fails
 */
export async function processBlock(
  work: BlockWork,
  blockHash: string,
  logs: readonly ChainLog[],
): Promise<BlockChanges> {
  const entities = new BlockEntities(work.store);
  const triggers = findTriggers(work.subgraph, logs);
  if (triggers.length === 0) return entities.changes;
  const block = await work.chain.block(blockHash);
  if (!block) throw new SymbolonError("E6001", { reason: `block ${blockHash} is gone` });
  const memo = new AsyncMemo();
  for (const { log, dataSource, handler } of triggers) {
    const transaction = block.transactions.find(({ hash }) => hash === log.transactionHash);
    const receipt = handler.needsReceipt ? await work.chain.receipt(log.transactionHash) : null;
    if (!transaction || (receipt && receipt.blockHash !== blockHash))
      throw new SymbolonError("E6001", {
        reason: `transaction ${log.transactionHash} is not in block ${blockHash}`,
      });
    try {
      await runHandler({
        module: dataSource.module,
        handler: handler.handler,
        event: { log, block, transaction, receipt, parameters: decodeLog(handler, log) },
        context: { memo, chain: work.chain, content: work.content, blockHash, dataSource, log: work.log },
        openEntities: () => entities.openHandler(),
      });
    } catch (error) {
      if (error instanceof SymbolonError) throw error;
      const reason = `${handler.handler}: ${error instanceof Error ? error.message : error}`;
      throw new SymbolonError("E9010", { block: block.number, reason }, { cause: error });
    }
  }
  return entities.changes;
}
