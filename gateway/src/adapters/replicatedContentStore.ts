import type { AddedContent, ContentStore } from "./contentStore.ts";
import { firstBlockstore } from "./firstBlockstore.ts";
import type { UnixfsBlockstore } from "./verifiedBlockstore.ts";
import { verifiedContent } from "./verifiedContent.ts";

/** Nodes to add to, blocks to read, and who is told of what was added, so that it gets its other replicas. */
export type ReplicatedParts = {
  readonly writers: readonly ContentStore[];
  readonly sources: readonly UnixfsBlockstore[];
  onAdded(added: AddedContent): Promise<void>;
};

/**
 * Several storage nodes as one ContentStore: adds to the first that takes it, reads every block from the first that has it undamaged, answers
 * as long as one does. Throws the first one's error when none does.
 */
export function replicatedContentStore({ writers, sources, onAdded }: ReplicatedParts): ContentStore {
  return {
    ...verifiedContent(firstBlockstore(() => sources)),
    async add(bytes) {
      const added = await firstOf(writers, (writer) => writer.add(bytes));
      await onAdded(added);
      return added;
    },
    ping: () => firstOf(writers, (writer) => writer.ping()),
  };
}

async function firstOf<T>(
  writers: readonly ContentStore[],
  work: (writer: ContentStore) => Promise<T>,
): Promise<T> {
  let first: unknown = null;
  for (const writer of writers) {
    try {
      return await work(writer);
    } catch (cause) {
      first ??= cause;
    }
  }
  throw first ?? new Error("a replicated store needs a node to write to");
}
