import { SymbolonError } from "@symbolon/protocol";
import { mayHoldLogsOf } from "../chain/mayHoldLogsOf.ts";
import type { BlockRef } from "../store/blockTables.ts";
import type { EntityChanges } from "../store/EntityChanges.ts";
import { Follower, type FollowerParts } from "./Follower.ts";
import { groupBlocks } from "./groupBlocks.ts";
import { mapConcurrent } from "./mapConcurrent.ts";
import { type PreparedBlock, prepareBlock } from "./prepareBlock.ts";
import { type BlockWork, processBlocks } from "./processBlocks.ts";

/** How far back, and how far at once. */
export type FollowLimits = {
  /** Blocks this far below the head are taken as final and read in ranges. At least 64. */
  readonly reorgBlocks: number;
  /** Blocks that can be taken back; more than reorgBlocks. Further below, many blocks are written as one. */
  readonly keepBlocks: number;
  /** Blocks per `eth_getLogs` while catching up. */
  readonly rangeBlocks: number;
};

/** Events of final blocks that are written together. */
const BATCH_EVENTS = 2_000;
/** Blocks that are fetched at a time. */
const CONCURRENT_READS = 16;

type FollowerOptions = FollowerParts & BlockWork & { readonly limits: FollowLimits };

/**
 * Moves the index along the chain, one step at a time: takes back what is no longer on the chain, else reads on.
 * Near the head every block is checked to be the child of the one before, and its logs are asked for by its hash, so
 * that a node that is changing its mind cannot mix two forks. What is written is written in one transaction with the
 * position, so a step that throws leaves the index at the end of a block.
 */
export class ChainFollower extends Follower {
  readonly #options: FollowerOptions;
  readonly #addresses: readonly string[];

  constructor(options: FollowerOptions) {
    super(options);
    this.#options = options;
    this.#addresses = [...new Set(options.subgraph.dataSources.map(({ address }) => address))];
  }

  protected override async advance(): Promise<boolean> {
    const { limits } = this.#options;
    const head = this.chainBlock;
    const { number } = this.cursor;
    const finalNumber = head - limits.reorgBlocks;
    if (number < finalNumber) {
      // Blocks that are still kept are written one by one, so that each of them can be returned to.
      const keptNumber = head - limits.keepBlocks;
      const limit = number < keptNumber ? keptNumber : finalNumber;
      return this.#readRange(Math.min(number + limits.rangeBlocks, limit), number < keptNumber);
    }
    if (number < head) return this.#readBlock();
    return (await this.isReplaced()) ? this.takeBack() : false;
  }

  /** Far below the head: one question for many blocks. */
  async #readRange(to: number, isFinal: boolean): Promise<boolean> {
    const { chain } = this.#options;
    if (!(await this.isCursorOnChain())) return this.takeBack();
    const last = await this.header(to);
    if (!last) return false;
    const from = this.cursor.number + 1;
    const logs = await chain.logsOfRange(from, to, this.#addresses);
    if (logs.some(({ blockNumber }) => blockNumber < from || blockNumber > to))
      throw new SymbolonError("E6001", { reason: `the node gave logs outside of ${from} to ${to}` });
    const groups = groupBlocks(logs, isFinal ? BATCH_EVENTS : 1);
    if (groups.at(-1)?.at(-1)?.number !== to) groups.push([{ number: to, hash: last.hash, logs: [] }]);
    for (const group of groups) {
      const blocks = await mapConcurrent(group, CONCURRENT_READS, ({ number, hash, logs: own }) =>
        prepareBlock(this.#options, number, hash, own, () => chain.blockAt(number)),
      );
      if (blocks.at(-1)!.number === to && blocks.at(-1)!.hash !== last.hash)
        throw new SymbolonError("E6001", { reason: `block ${to} changed while it was read` });
      if (isFinal) await this.#commitFinal(blocks);
      else for (const block of blocks) await this.#commit(block);
    }
    return true;
  }

  /** Near the head: the next block, which must be the child of the last one. */
  async #readBlock(): Promise<boolean> {
    const { chain } = this.#options;
    const header = await this.header(this.cursor.number + 1);
    if (!header) return false;
    const isChild = this.cursor.hash === null || header.parentHash === this.cursor.hash;
    if (!isChild) return this.takeBack();
    const hasLogs = mayHoldLogsOf(this.#addresses, header.logsBloom);
    const logs = hasLogs ? await chain.logsOfBlock(header.hash, this.#addresses) : [];
    await this.#commit(
      await prepareBlock(this.#options, header.number, header.hash, logs, () => chain.block(header.hash)),
    );
    return true;
  }

  async #commit(prepared: PreparedBlock): Promise<void> {
    const { store, limits } = this.#options;
    const changes = await processBlocks(this.#options, [prepared]);
    const block: BlockRef = { number: prepared.number, hash: prepared.hash };
    await store.commit(this.cursor, block, changes, limits.keepBlocks);
    this.moved(block, changes);
  }

  /** Many final blocks as one; when a mapping fails in one of them, the blocks before it are kept. */
  async #commitFinal(prepared: readonly PreparedBlock[]): Promise<void> {
    const { number, hash } = prepared.at(-1)!;
    let changes: EntityChanges;
    try {
      changes = await processBlocks(this.#options, prepared);
    } catch (error) {
      if (prepared.length === 1 || !(error instanceof SymbolonError && error.code === "E9010")) throw error;
      for (const block of prepared) await this.#commitFinal([block]);
      return;
    }
    await this.#options.store.commitFinal(this.cursor, { number, hash }, changes);
    this.moved({ number, hash }, changes);
  }
}
