import type { ContentStore } from "../adapters/contentStore.ts";
import { type KuboEndpoint, kuboRpc } from "../adapters/kuboRpc.ts";
import { replicatedContentStore } from "../adapters/replicatedContentStore.ts";
import { verifiedBlockstore } from "../adapters/verifiedBlockstore.ts";
import type { Database } from "../database/Database.ts";
import type { PinBackend } from "./backends/pinBackend.ts";
import { registerDocument } from "./replicas/registerDocument.ts";

/**
 * The back ends as one ContentStore; what is added through it is public, is noted, and gets its other replicas from keepAll. What no back end
 * has is asked of `main` once more, which as a Kubo may find it in the network.
 */
export function openContentStore(
  database: Database,
  backends: readonly PinBackend[],
  main: KuboEndpoint,
  now: () => number,
): ContentStore {
  return replicatedContentStore({
    writers: backends.flatMap(({ store }) => (store === null ? [] : [store])),
    sources: [
      ...backends.flatMap(({ blocks }) => (blocks === null ? [] : [blocks])),
      verifiedBlockstore((cid) => kuboRpc(main, "block/get", { arg: cid.toString() })),
    ],
    onAdded: ({ cid, digest }) => registerDocument(database, cid, digest, now()),
  });
}
