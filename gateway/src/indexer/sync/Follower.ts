import { SymbolonError } from "@symbolon/protocol";
import type { BlockReader, ChainHeader } from "../chain/BlockReader.ts";
import type { BlockRef, Cursor } from "../store/blockTables.ts";
import { CursorMoved } from "../store/CursorMoved.ts";
import type { EntityChanges } from "../store/EntityChanges.ts";
import type { EntityStore } from "../store/EntityStore.ts";
import type { BlockUpdate } from "./BlockUpdate.ts";

/** What every follower works on. */
export type FollowerParts = {
  readonly store: EntityStore;
  readonly chain: BlockReader;
  readonly chainId: number;
  readonly cursor: Cursor;
  readonly onUpdate: (update: BlockUpdate) => void;
  /** Empties the index; called when the chain shares no kept block with it. */
  readonly reset: () => Promise<Cursor>;
};

/**
 * Moves the index along a chain, one step at a time. Here is what does not depend on where the entities come from: the
 * position and that others may move it, the chain's identity, and the way back when blocks are gone.
 */
export abstract class Follower {
  readonly #parts: FollowerParts;
  #cursor: Cursor;
  #headNumber = 0;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#cursor = parts.cursor;
  }

  get indexedBlock(): number {
    return this.#cursor.number;
  }

  /** Head of the chain when it was last asked; 0 before. */
  get chainBlock(): number {
    return this.#headNumber;
  }

  protected get cursor(): Cursor {
    return this.#cursor;
  }

  /** What there is to do when the chain is the right one; false when there is nothing until it moves. */
  protected abstract advance(): Promise<boolean>;

  /**
   * One step.
   * @returns false when there is nothing to do until the chain moves
   * @throws SymbolonError E6001 (retry), E6002 on another chain, E9010 when a mapping fails, E9011 when the tables are
   * another subgraph's
   */
  async step(): Promise<boolean> {
    const { store, onUpdate } = this.#parts;
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
    const { chain, chainId } = this.#parts;
    const actual = await chain.chainId();
    if (actual !== chainId) throw new SymbolonError("E6002", { actual, expected: chainId });
    this.#headNumber = await chain.headNumber();
    return (await this.#isOtherChain()) ? this.#startAgain() : this.advance();
  }

  /** After `changes` were committed up to `block`. */
  protected moved(block: BlockRef, changes: EntityChanges): void {
    this.#cursor = block;
    this.#parts.onUpdate({ ...block, isRevert: false, changed: listChanges(changes) });
  }

  /** Goes back to the newest block that is still on the chain, or to the start when none is left. */
  protected async takeBack(): Promise<boolean> {
    const { store, onUpdate } = this.#parts;
    for (const block of await store.knownBlocks()) {
      if (block.number > this.#headNumber || block.number > this.#cursor.number) continue;
      const header = await this.header(block.number);
      if (header?.hash !== block.hash) continue;
      this.#cursor = await store.revertTo(this.#cursor, block);
      onUpdate({ ...this.#cursor, isRevert: true, changed: [] });
      return true;
    }
    return this.#startAgain();
  }

  async #startAgain(): Promise<boolean> {
    this.#cursor = await this.#parts.reset();
    this.#parts.store.forget();
    this.#parts.onUpdate({ ...this.#cursor, isRevert: true, changed: [] });
    return true;
  }

  /** A local chain that was started anew has the same id and another first block. */
  async #isOtherChain(): Promise<boolean> {
    const genesis = await this.header(0);
    return genesis !== null && (await this.#parts.store.genesis(genesis.hash)) !== genesis.hash;
  }

  protected async isCursorOnChain(): Promise<boolean> {
    const { number, hash } = this.#cursor;
    return hash === null || (await this.header(number))?.hash === hash;
  }

  /**
   * Whether the chain has another block where the index stands, or where it stood as high as the chain is now. A node may lag
   * behind one that was asked before: only another hash of a block that is still kept means that blocks are gone.
   */
  protected async isReplaced(): Promise<boolean> {
    const header = await this.header(Math.min(this.#cursor.number, this.#headNumber));
    if (header === null) return false;
    const { number, hash } = this.#cursor;
    if (header.number === number) return hash !== null && header.hash !== hash;
    const blocks = await this.#parts.store.knownBlocks();
    const kept = blocks.find((block) => block.number === header.number);
    return kept !== undefined && kept.hash !== header.hash;
  }

  protected header(number: number): Promise<ChainHeader | null> {
    return number < 0 ? Promise.resolve(null) : this.#parts.chain.header(number);
  }
}

function listChanges(changes: EntityChanges): { type: string; id: string }[] {
  return [...changes].flatMap(([type, entities]) => [...entities.keys()].map((id) => ({ type, id })));
}
