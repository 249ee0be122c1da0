import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Database } from "../../database/Database.ts";
import { createRpcBlockReader, type RpcProvider } from "../chain/createRpcBlockReader.ts";
import { loadSubgraph, type Subgraph } from "../manifest/loadSubgraph.ts";
import { openTables, resetTables } from "../store/blockTables.ts";
import { EntityStore } from "../store/EntityStore.ts";
import type { BlockUpdate } from "../sync/BlockUpdate.ts";
import { ChainFollower, type FollowLimits } from "../sync/ChainFollower.ts";
import { testDeployment } from "./testDeployment.ts";

/** Output of `graph build`. */
export const SUBGRAPH_BUILD = fileURLToPath(new URL("../../../../subgraph/build", import.meta.url));

/** The compiled subgraph at the test deployment. */
export function loadTestSubgraph(): Promise<Subgraph> {
  if (!existsSync(SUBGRAPH_BUILD)) throw new Error("build the subgraph first: npm run build -w subgraph");
  return loadSubgraph(SUBGRAPH_BUILD, testDeployment);
}

/** A follower of `provider` over the database's tables as they are; new tables where there are none. */
export async function openFollower(
  database: Database,
  subgraph: Subgraph,
  provider: RpcProvider,
  options: Partial<FollowLimits> & { onUpdate?: (update: BlockUpdate) => void } = {},
): Promise<ChainFollower> {
  const first = subgraph.startBlock - 1;
  return new ChainFollower({
    subgraph,
    store: new EntityStore(database, subgraph.schema, subgraph.fingerprint),
    chain: createRpcBlockReader(provider),
    content: undefined,
    log: () => {},
    chainId: testDeployment.chainId,
    cursor: await openTables(database, subgraph.schema, subgraph.fingerprint, first),
    limits: { reorgBlocks: 64, keepBlocks: 128, rangeBlocks: 50, ...options },
    onUpdate: options.onUpdate ?? (() => {}),
    reset: () => resetTables(database, subgraph.schema, subgraph.fingerprint, first),
  });
}

/** Steps until there is nothing to do. */
export async function followToHead(follower: Pick<ChainFollower, "step">): Promise<void> {
  while (await follower.step());
}
