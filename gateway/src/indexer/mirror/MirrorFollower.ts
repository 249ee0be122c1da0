import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { EntitySchema } from "../manifest/EntitySchema.ts";
import type { EntityChange, EntityChanges } from "../store/EntityChanges.ts";
import { Follower, type FollowerParts } from "../sync/Follower.ts";
import type { AskGraphNode } from "./askGraphNode.ts";
import { changedEntities } from "./changedEntities.ts";
import { collectionsOf } from "./collectionsOf.ts";

type MirrorOptions = FollowerParts & {
  readonly ask: AskGraphNode;
  readonly url: string;
  readonly schema: EntitySchema;
  /** Blocks below the head that can be taken back. */
  readonly keepBlocks: number;
};

const Meta = z.object({
  _meta: z.object({
    block: z.object({ number: z.int().min(0), hash: z.string() }),
    hasIndexingErrors: z.boolean(),
  }),
});

/**
 * Keeps the index equal to what a Graph Node has indexed, so that everything that reads the tables reads a Graph Node's data. A step copies what
 * changed up to the Graph Node's latest block, read at that block by its hash; the chain itself, asked over RPC, says which blocks are on it and so
 * when to go back. Deviation: a Graph Node does not tell what a mapping removed; the market's mappings remove nothing. `block_number` of
 * a row is the block of the copy, at or after that of the change.
 */
export class MirrorFollower extends Follower {
  readonly #options: MirrorOptions;
  #collections: ReadonlyMap<string, string> | undefined;

  constructor(options: MirrorOptions) {
    super(options);
    this.#options = options;
  }

  protected override async advance(): Promise<boolean> {
    if (!(await this.isCursorOnChain())) return (await this.isReplaced()) ? this.takeBack() : false;
    const { ask, url, store, keepBlocks } = this.#options;
    const answer = Meta.safeParse(await ask("{ _meta { block { number hash } hasIndexingErrors } }", {}));
    if (!answer.success) throw new SymbolonError("E6004", { url, reason: "its _meta is unusable" });
    const { block, hasIndexingErrors } = answer.data._meta;
    if (hasIndexingErrors)
      throw new SymbolonError("E9010", { block: block.number, reason: `${url} has indexing errors` });
    if (block.number <= this.cursor.number) return false;
    const { number } = block;
    const hash = block.hash.toLowerCase();
    // A Graph Node on another fork, or ahead of this chain's node: what it has is not the chain's yet.
    if ((await this.header(number))?.hash !== hash) return false;
    const changes = await this.#changesAt(hash, number);
    if (number <= this.chainBlock - keepBlocks)
      await store.commitFinal(this.cursor, { number, hash }, changes);
    else await store.commit(this.cursor, { number, hash }, changes, keepBlocks);
    this.moved({ number, hash }, changes);
    return true;
  }

  /** What changed since the index stood still, as it is after the block. */
  async #changesAt(blockHash: string, block: number): Promise<EntityChanges> {
    const { ask, url, schema } = this.#options;
    this.#collections ??= await collectionsOf(ask, url, schema);
    const range = { from: this.cursor.number + 1, blockHash };
    const changes = new Map<string, Map<string, EntityChange>>();
    for (const type of schema.values()) {
      const changed = new Map<string, EntityChange>();
      for await (const page of changedEntities(ask, this.#collections.get(type.name)!, type, range))
        for (const [id, entity] of page) changed.set(id, { entity, block });
      if (changed.size > 0) changes.set(type.name, changed);
    }
    return changes;
  }
}
