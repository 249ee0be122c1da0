import { SymbolonError } from "@symbolon/protocol";
import type { ChainHeader } from "../chain/BlockReader.ts";
import { mayHoldLogsOf } from "../chain/mayHoldLogsOf.ts";
import type { BlockRef, Cursor } from "../store/blockTables.ts";
import { CursorMoved } from "../store/CursorMoved.ts";
import type { EntityChanges } from "../store/EntityChanges.ts";
import type { BlockUpdate } from "./BlockUpdate.ts";
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

type FollowerOptions = BlockWork & {
  readonly chainId: number;
  readonly cursor: Cursor;
  readonly limits: FollowLimits;
  readonly onUpdate: (update: BlockUpdate) => void;
  /** Empties the index; called when the chain shares no kept block with it. */
  readonly reset: () => Promise<Cursor>;
};

/**
 * Moves the index along the chain, one step at a time: takes back what is no longer on the chain, else reads on.
 * Near the head every block is checked to be the child of the one before, and its logs are asked for by its hash, so
 * that a node that is changing its mind cannot mix two forks. What is written is written in one transaction with the
 * position, so a step that throws leaves the index at the end of a block.
 */
export class ChainFollower {
  readonly #options: FollowerOptions;
  readonly #addresses: readonly string[];
  #cursor: Cursor;
  #headNumber = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#cursor = options.cursor;
    this.#addresses = [...new Set(options.subgraph.dataSources.map(({ address }) => address))];
  }

  get indexedBlock(): number {
    return this.#cursor.number;
  }

  /** Head of the chain when it was last asked; 0 before. */
  get chainBlock(): number {
    return this.#headNumber;
  }

  /**
   * One step.
   * @returns false when there is nothing to do until the chain moves
   * @throws SymbolonError E6001 (retry), E6002 on another chain, E9010 when a mapping fails, E9011 when the tables are
   * another subgraph's
   */
  async step(): Promise<boolean> {
    const { store, onUpdate } = this.#options;
    try {
      await store.expectCursor(this.#cursor);
      return await this.#step();
    } catch (error) {
      // A handler that read rows of a later block fails in its own way: ask where the index stands.
      const cause =
        error instanceof CursorMoved ? error : await store.expectCursor(this.#cursor).catch((e) => e);
      if (!(cause instanceof CursorMoved)) throw error;
      const isRevert = cause.cursor.number <= this.#cursor.number;
      this.#cursor = cause.cursor;
      onUpdate({ ...this.#cursor, isRevert, changed: [] });
      return true;
    }
  }

  async #step(): Promise<boolean> {
    const { chain, chainId, limits } = this.#options;
    const actual = await chain.chainId();
    if (actual !== chainId) throw new SymbolonError("E6002", { actual, expected: chainId });
    this.#headNumber = await chain.headNumber();
    if (await this.#isOtherChain()) return this.#startAgain();
    const { number } = this.#cursor;
    const finalNumber = this.#headNumber - limits.reorgBlocks;
    if (number < finalNumber) {
      // Blocks that are still kept are written one by one, so that each of them can be returned to.
      const keptNumber = this.#headNumber - limits.keepBlocks;
      const limit = number < keptNumber ? keptNumber : finalNumber;
      return this.#readRange(Math.min(number + limits.rangeBlocks, limit), number < keptNumber);
    }
    if (number < this.#headNumber) return this.#readBlock();
    // A node may lag behind one that was asked before: only another hash of a block that is still kept means that
    // blocks are gone.
    const last = await this.#header(Math.min(number, this.#headNumber));
    if (last && (await this.#isReplaced(last))) return this.#takeBack();
    return false;
  }

  /** Far below the head: one question for many blocks. */
  async #readRange(to: number, isFinal: boolean): Promise<boolean> {
    const { chain } = this.#options;
    if (!(await this.#isCursorOnChain())) return this.#takeBack();
    const last = await this.#header(to);
    if (!last) return false;
    const from = this.#cursor.number + 1;
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
    const header = await this.#header(this.#cursor.number + 1);
    if (!header) return false;
    const isChild = this.#cursor.hash === null || header.parentHash === this.#cursor.hash;
    if (!isChild) return this.#takeBack();
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
    await store.commit(this.#cursor, block, changes, limits.keepBlocks);
    this.#moved(block, changes);
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
    await this.#options.store.commitFinal(this.#cursor, { number, hash }, changes);
    this.#moved({ number, hash }, changes);
  }

  #moved(block: BlockRef, changes: EntityChanges): void {
    this.#cursor = block;
    this.#options.onUpdate({ ...block, isRevert: false, changed: listChanges(changes) });
  }

  /** Goes back to the newest block that is still on the chain, or to the start when none is left. */
  async #takeBack(): Promise<boolean> {
    const { store, onUpdate } = this.#options;
    for (const block of await store.knownBlocks()) {
      if (block.number > this.#headNumber || block.number > this.#cursor.number) continue;
      const header = await this.#header(block.number);
      if (header?.hash !== block.hash) continue;
      this.#cursor = await store.revertTo(this.#cursor, block);
      onUpdate({ ...this.#cursor, isRevert: true, changed: [] });
      return true;
    }
    return this.#startAgain();
  }

  async #startAgain(): Promise<boolean> {
    this.#cursor = await this.#options.reset();
    this.#options.store.forget();
    this.#options.onUpdate({ ...this.#cursor, isRevert: true, changed: [] });
    return true;
  }

  /** A local chain that was started anew has the same id and another first block. */
  async #isOtherChain(): Promise<boolean> {
    const genesis = await this.#header(0);
    return genesis !== null && (await this.#options.store.genesis(genesis.hash)) !== genesis.hash;
  }

  async #isCursorOnChain(): Promise<boolean> {
    const { number, hash } = this.#cursor;
    return hash === null || (await this.#header(number))?.hash === hash;
  }

  async #isReplaced(header: ChainHeader): Promise<boolean> {
    const { number, hash } = this.#cursor;
    if (header.number === number) return hash !== null && header.hash !== hash;
    const blocks = await this.#options.store.knownBlocks();
    const kept = blocks.find((block) => block.number === header.number);
    return kept !== undefined && kept.hash !== header.hash;
  }

  #header(number: number): Promise<ChainHeader | null> {
    return number < 0 ? Promise.resolve(null) : this.#options.chain.header(number);
  }
}

function listChanges(changes: EntityChanges): { type: string; id: string }[] {
  return [...changes].flatMap(([type, entities]) => [...entities.keys()].map((id) => ({ type, id })));
}
