import { SymbolonError } from "@symbolon/protocol";
import type { ContentStore } from "../../adapters/contentStore.ts";
import { kuboContentStore } from "../../adapters/kuboContentStore.ts";
import { type KuboEndpoint, kuboRpc } from "../../adapters/kuboRpc.ts";

/** What a storage node keeps, as a backup sees it. `isOwn`: the node is this hub's embedded one, so nobody else makes backups of its content. */
export type PinnedContent = {
  readonly isOwn: boolean;
  readonly store: ContentStore;
  pins(): Promise<string[]>;
  /** Makes the node keep content that it has, or that its network has. Throws E5001, E5004. */
  pin(cid: string): Promise<void>;
};

/** PinnedContent over Kubo's RPC API, which the embedded node speaks too. Throws E5004 for an answer that is not Kubo's. */
export function pinnedContent(endpoint: KuboEndpoint, isOwn: boolean): PinnedContent {
  return {
    isOwn,
    store: kuboContentStore(endpoint),
    async pins() {
      const response = await kuboRpc(endpoint, "pin/ls", { type: "recursive" });
      const answer = (await response.json()) as { Keys?: unknown };
      if (typeof answer.Keys !== "object" || answer.Keys === null)
        throw new SymbolonError("E5004", { reason: "its answer to pin/ls has no keys" });
      return Object.keys(answer.Keys).sort();
    },
    async pin(cid) {
      await kuboRpc(endpoint, "pin/add", { arg: cid });
    },
  };
}
