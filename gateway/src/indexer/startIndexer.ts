import { type Deployment, SymbolonError } from "@symbolon/protocol";
import { FetchRequest, JsonRpcProvider, Network } from "ethers";
import type { Database } from "../database/Database.ts";
import { createRpcBlockReader, type RpcProvider } from "./chain/createRpcBlockReader.ts";
import type { ContentReader } from "./host/ContentReader.ts";
import type { LogLevel } from "./host/HostContext.ts";
import type { EntitySchema } from "./manifest/EntitySchema.ts";
import { loadSubgraph } from "./manifest/loadSubgraph.ts";
import { createGraphNodeAsker } from "./mirror/askGraphNode.ts";
import { MirrorFollower } from "./mirror/MirrorFollower.ts";
import { openTables, resetTables } from "./store/blockTables.ts";
import { EntityStore } from "./store/EntityStore.ts";
import type { BlockUpdate } from "./sync/BlockUpdate.ts";
import { ChainFollower, type FollowLimits } from "./sync/ChainFollower.ts";
import type { FollowerParts } from "./sync/Follower.ts";

/** What the indexer writes its log with; a pino logger fits. */
export type IndexerLogger = Record<
  "debug" | "info" | "warn" | "error",
  (details: object, text: string) => void
>;

export type IndexerOptions = {
  readonly database: Database;
  /** Where the chain is read: a URL, or anything with ethers' `send`. */
  readonly rpcUrl?: string | undefined;
  readonly provider?: RpcProvider | undefined;
  readonly deployment: Deployment;
  /** Output folder of `graph build`. */
  readonly subgraphDir: string;
  /** Query endpoint of a Graph Node that indexes the same subgraph: its entities are copied, and no mapping runs here. */
  readonly graphNodeUrl?: string | undefined;
  /** Pause between looks at an unchanged chain. */
  readonly pollMilliseconds?: number | undefined;
  readonly logger: IndexerLogger;
  /** For mappings that call `ipfs.cat`; Symbolon's do not. */
  readonly content?: ContentReader | undefined;
  readonly limits?: Partial<FollowLimits> | undefined;
};

/** Where the index stands. `healthy` is false from a failed step until the next one that works. */
export type IndexerStatus = {
  readonly chainBlock: number;
  readonly indexedBlock: number;
  readonly lagBlocks: number;
  readonly healthy: boolean;
  /** Why it is not healthy. */
  readonly error: SymbolonError | null;
};

export type Indexer = {
  readonly schema: EntitySchema;
  /** Identifies mappings and deployment. */
  readonly fingerprint: string;
  status(): IndexerStatus;
  /** Calls back after every block and every reorganisation; returns how to stop that. */
  onBlock(listener: (update: BlockUpdate) => void): () => void;
  /** Ends after the step that is under way; the position is kept. */
  stop(): Promise<void>;
};

const DEFAULT_LIMITS: FollowLimits = { reorgBlocks: 64, keepBlocks: 256, rangeBlocks: 2_000 };
const RPC_TIMEOUT_MS = 15_000;
const MAX_PAUSE_MS = 15_000;

/**
 * Runs the compiled subgraph over a chain into the database until it is stopped, or copies what a Graph Node makes of it. It goes on where it stopped, follows
 * reorganisations, and waits out an RPC that does not answer with growing pauses.
 * @throws SymbolonError E6002 when the RPC serves another chain, E8003 when the build cannot be read
 */
export async function startIndexer(options: IndexerOptions): Promise<Indexer> {
  const { database, deployment, logger, pollMilliseconds = 1_000 } = options;
  const subgraph = await loadSubgraph(options.subgraphDir, deployment);
  const { schema, fingerprint, startBlock } = subgraph;
  const rpc = openRpc(options);
  const listeners = new Set<(update: BlockUpdate) => void>();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const parts: FollowerParts = {
    store: new EntityStore(database, schema, fingerprint),
    chain: createRpcBlockReader(rpc.provider),
    chainId: deployment.chainId,
    cursor: await openTables(database, schema, fingerprint, startBlock - 1),
    reset: () => {
      logger.warn({}, "the chain shares no recent block with the index: indexing again from the start");
      return resetTables(database, schema, fingerprint, startBlock - 1);
    },
    onUpdate: (update) => {
      if (update.isRevert) logger.warn({ block: update.number }, "blocks were taken back");
      for (const listener of listeners) listener(update);
    },
  };
  const url = options.graphNodeUrl;
  const follower =
    url === undefined
      ? new ChainFollower({
          ...parts,
          limits,
          subgraph,
          content: options.content,
          log: (level, text) => logger[LOG_METHODS[level]]({ source: "mapping" }, text),
        })
      : new MirrorFollower({
          ...parts,
          schema,
          url,
          ask: createGraphNodeAsker(url),
          keepBlocks: limits.keepBlocks,
        });

  let error: SymbolonError | null = null;
  let failures = 0;
  const stopping = new AbortController();

  /** One step; how long to wait before the next, in milliseconds. */
  async function stepOnce(): Promise<number> {
    try {
      const hasMore = await follower.step();
      error = null;
      failures = 0;
      return hasMore ? 0 : pollMilliseconds;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const next = cause instanceof SymbolonError ? cause : new SymbolonError("E9011", { reason }, { cause });
      if (error?.message !== next.message)
        logger.error({ code: next.code, block: follower.indexedBlock, cause }, `indexer: ${next.message}`);
      error = next;
      return Math.min(MAX_PAUSE_MS, pollMilliseconds * 2 ** failures++);
    }
  }

  async function run(firstPause: number): Promise<void> {
    let pause = firstPause;
    while (!stopping.signal.aborted) {
      await sleep(pause, stopping.signal);
      if (!stopping.signal.aborted) pause = await stepOnce();
    }
  }

  const firstPause = await stepOnce();
  const wrongChain = error as SymbolonError | null;
  if (wrongChain?.code === "E6002") {
    rpc.close();
    throw wrongChain;
  }
  const running = run(firstPause);
  return {
    schema,
    fingerprint,
    status: () => {
      const { chainBlock, indexedBlock } = follower;
      const lagBlocks = Math.max(0, chainBlock - indexedBlock);
      return { chainBlock, indexedBlock, lagBlocks, healthy: error === null, error };
    },
    onBlock: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopping.abort();
      await running;
      rpc.close();
    },
  };
}

const LOG_METHODS: Record<LogLevel, keyof IndexerLogger> = {
  critical: "error",
  error: "error",
  warning: "warn",
  info: "info",
  debug: "debug",
};

function openRpc({ provider, rpcUrl, deployment }: IndexerOptions): {
  provider: RpcProvider;
  close: () => void;
} {
  if (provider) return { provider, close: () => {} };
  if (!rpcUrl) throw new SymbolonError("E8003", { reason: "the indexer needs rpcUrl or provider" });
  const request = new FetchRequest(rpcUrl);
  request.timeout = RPC_TIMEOUT_MS;
  // The chain id is checked at every step; ethers' own detection would keep asking a node that is away.
  const network = Network.from(deployment.chainId);
  const opened = new JsonRpcProvider(request, network, { staticNetwork: network, cacheTimeout: -1 });
  return { provider: opened, close: () => opened.destroy() };
}

/** Waits, at least for one turn of the event loop, so that a long catch-up leaves room for requests. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish);
    if (signal.aborted) finish();
  });
}
