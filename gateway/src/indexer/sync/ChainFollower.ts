import { SymbolonError } from "@symbolon/protocol";
import { mayHoldLogsOf } from "../chain/mayHoldLogsOf.ts";
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
  /**
   * Blocks that can be taken back; more than reorgBlocks. Those below reorgBlocks are written a few at a time, those further below many at a time
   * and for good.
   */
  readonly keepBlocks: number;
  /** Blocks per `eth_getLogs` while catching up. */
  readonly rangeBlocks: number;
};

/** Events that are written together, where nothing is taken back any more, and where it still can be. */
const FINAL_EVENTS = 2_000;
const KEPT_EVENTS = 100;
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
    const groups = groupBlocks(logs, isFinal ? FINAL_EVENTS : KEPT_EVENTS);
    if (groups.at(-1)?.at(-1)?.number !== to) groups.push([{ number: to, hash: last.hash, logs: [] }]);
    for (const group of groups) {
      const blocks = await mapConcurrent(group, CONCURRENT_READS, ({ number, hash, logs: own }) =>
        prepareBlock(this.#options, number, hash, own, () => chain.blockAt(number)),
      );
      if (blocks.at(-1)!.number === to && blocks.at(-1)!.hash !== last.hash)
        throw new SymbolonError("E6001", { reason: `block ${to} changed while it was read` });
      await this.#commit(blocks, isFinal);
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
    const fetchBlock = () => chain.block(header.hash);
    const prepared = await prepareBlock(this.#options, header.number, header.hash, logs, fetchBlock);
    await this.#commit([prepared], false);
    return true;
  }

  /** Writes consecutive blocks as one; when a mapping fails in one of them, those before it are kept. */
  async #commit(prepared: readonly PreparedBlock[], isFinal: boolean): Promise<void> {
    const { store, limits } = this.#options;
    const { number, hash } = prepared.at(-1)!;
    let changes: EntityChanges;
    try {
      changes = await processBlocks(this.#options, prepared);
    } catch (error) {
      if (prepared.length === 1 || !(error instanceof SymbolonError && error.code === "E9010")) throw error;
      for (const block of prepared) await this.#commit([block], isFinal);
      return;
    }
    if (isFinal) await store.commitFinal(this.cursor, { number, hash }, changes);
    else await store.commit(this.cursor, { number, hash }, changes, limits.keepBlocks);
    this.moved({ number, hash }, changes);
  }
}
