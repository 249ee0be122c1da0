import { setImmediate } from "node:timers/promises";
import { SymbolonError } from "@symbolon/protocol";
import type { BlockReader } from "../chain/BlockReader.ts";
import { AsyncMemo } from "../host/AsyncMemo.ts";
import type { ContentReader } from "../host/ContentReader.ts";
import type { LogLevel } from "../host/HostContext.ts";
import { type HandlerRun, runHandler } from "../host/runHandler.ts";
import type { Subgraph } from "../manifest/loadSubgraph.ts";
import { BatchEntities } from "../store/BatchEntities.ts";
import type { EntityChanges } from "../store/EntityChanges.ts";
import type { EntityStore } from "../store/EntityStore.ts";
import { decodeLog } from "./decodeLog.ts";
import type { PreparedBlock, PreparedCall } from "./prepareBlock.ts";

/** What the handlers of a block work on. */
export type BlockWork = {
  readonly subgraph: Subgraph;
  readonly store: EntityStore;
  readonly chain: BlockReader;
  readonly content: ContentReader | undefined;
  readonly log: (level: LogLevel, text: string) => void;
};

type Run = Omit<HandlerRun, "openEntities">;
type BlockRun = { readonly block: number; readonly run: Run };

/** Handlers that are run before what they assumed is verified. */
const WINDOW = 500;
/** Handlers seldom wait for anything: without a pause now and then a catch-up would answer no request. */
const MAX_TURN_MS = 10;

/**
 * Runs the handlers of consecutive blocks.
 * @returns what the blocks change together; nothing is written yet
 * @throws SymbolonError E6001 when the chain does not answer, E9010 when a mapping fails
 */
export async function processBlocks(
  work: BlockWork,
  blocks: readonly PreparedBlock[],
): Promise<EntityChanges> {
  const entities = new BatchEntities(work.store);
  const runs: BlockRun[] = [];
  const lines: [LogLevel, string][] = [];
  const log = (level: LogLevel, text: string) => void lines.push([level, text]);
  for (const block of blocks) {
    const memo = new AsyncMemo();
    for (const call of block.calls)
      runs.push({ block: block.number, run: toRun({ ...work, log }, block, call, memo) });
  }
  for (let from = 0; from < runs.length; from += WINDOW) {
    const window = runs.slice(from, from + WINDOW);
    let failure: SymbolonError | null;
    // A failure on a wrong assumption is none, and what was logged on it was not said.
    do {
      lines.length = 0;
      failure = await runWindow(entities, window);
    } while (!(await entities.verify()));
    for (const line of lines) work.log(...line);
    if (failure !== null) throw failure;
  }
  return entities.changes;
}

/** Runs handlers until one fails; the failure. */
async function runWindow(
  entities: BatchEntities,
  window: readonly BlockRun[],
): Promise<SymbolonError | null> {
  let turn = performance.now();
  for (const { block, run } of window) {
    try {
      await runHandler({ ...run, openEntities: () => entities.openHandler(block) });
    } catch (error) {
      return mappingFailure(block, run.handler, error);
    }
    if (performance.now() - turn < MAX_TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  return null;
}

function toRun(
  { chain, content, log: write }: BlockWork,
  { number, hash, block }: PreparedBlock,
  { log, dataSource, handler, transaction, receipt }: PreparedCall,
  memo: AsyncMemo,
): Run {
  try {
    return {
      module: dataSource.module,
      handler: handler.handler,
      event: { log, block: block!, transaction, receipt, parameters: decodeLog(handler, log) },
      context: { memo, chain, content, blockHash: hash, dataSource, log: write },
    };
  } catch (error) {
    throw mappingFailure(number, handler.handler, error);
  }
}

/** What is catalogued already (the chain does not answer) is no failure of the mapping. */
function mappingFailure(block: number, handler: string, error: unknown): SymbolonError {
  if (error instanceof SymbolonError) return error;
  const reason = `${handler}: ${error instanceof Error ? error.message : error}`;
  return new SymbolonError("E9010", { block, reason }, { cause: error });
}
