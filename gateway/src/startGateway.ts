import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Deployment, SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import { ethersChainReader } from "./adapters/ethersChainReader.ts";
import { createDocumentCache } from "./catalogue/documentCache.ts";
import type { Database } from "./database/Database.ts";
import { openDatabase } from "./database/openDatabase.ts";
import { rememberReads } from "./database/rememberReads.ts";
import { startTidying } from "./database/startTidying.ts";
import type { GatewayEnvironment } from "./environment.ts";
import { closeServer } from "./http/closeServer.ts";
import { listen } from "./http/listen.ts";
import { type IndexerStatus, startIndexer } from "./indexer/startIndexer.ts";
import { startSharedIndexer } from "./operations/lease/startSharedIndexer.ts";
import { runTasks } from "./operations/queue/runTasks.ts";
import { type TaskQueue, taskQueue } from "./operations/queue/taskQueue.ts";
import { permitReminders } from "./permits/permitReminders.ts";
import type { Running } from "./process/runProcess.ts";
import { readDeployment } from "./readDeployment.ts";
import { readDevWallet } from "./readDevWallet.ts";
import { readHubAccount } from "./readHubAccount.ts";
import { createGatewayServer } from "./server/createGatewayServer.ts";
import { readOperationList } from "./server/graphql/operationList.ts";
import { createMetrics } from "./server/metrics.ts";
import { migrate } from "./server/migrate.ts";
import { keyReleaseStorage } from "./server/modules/keyRelease/keyReleaseStorage.ts";
import { takeOverReleases } from "./server/modules/keyRelease/takeOverReleases.ts";
import { sessionStorage } from "./server/session/sessionStorage.ts";
import { openBackends } from "./storage/backends/openBackends.ts";
import { openContentStore } from "./storage/openContentStore.ts";
import { pinStatus } from "./storage/replicas/pinStatus.ts";
import { startStorage } from "./storage/startStorage.ts";
import { readStorageSettings } from "./storage/storageSettings.ts";

/** A running gateway and what a hub around it works with. */
export type RunningGateway = Running & {
  readonly database: Database;
  readonly deployment: Deployment;
  readonly tasks: TaskQueue;
  indexStatus(): IndexerStatus;
};

const STORAGE_TIMEOUT_MS = 20_000;
const CLOSE_GRACE_MS = 2000;

/**
 * Wires one gateway from its environment and starts it: database, chain, indexer, documents, server, in this order; closing goes the other way
 * round, and so does a start that fails half way. Throws E1006, E6001, E6002, E8001, E8002 and E8003 as its parts do.
 */
export async function startGateway(environment: GatewayEnvironment, log: Logger): Promise<RunningGateway> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const deployment = await readDeployment(environment.SYMBOLON_DEPLOYMENT);
    const devWalletKey =
      environment.DEV_WALLET_FILE === undefined
        ? null
        : await readDevWallet(environment.DEV_WALLET_FILE, deployment.chainId);
    const opened = await openDatabase({
      url: environment.DATABASE_URL,
      folder: environment.DATABASE_URL === undefined ? await databaseFolder(environment.DATA_DIR) : undefined,
    });
    closers.push(() => opened.close());
    await migrate(opened);
    const now = () => Math.floor(Date.now() / 1000);
    const takenOver = await takeOverReleases(opened, deployment.chainId, now());
    if (takenOver > 0) log.info({ releases: takenOver }, "key releases of the first version are sealed now");
    // The embedded database is this process's own: what it read stays true until it writes. A server may have other writers.
    const database = rememberReads(
      opened,
      environment.DATABASE_URL === undefined ? Number.POSITIVE_INFINITY : environment.GRAPHQL_ANSWER_LIFE_MS,
    );
    const { direct } = database;
    if (environment.DATABASE_URL === undefined) closers.push(startTidying(direct, log));
    const chain = await ethersChainReader(environment.RPC_URL, deployment);
    closers.push(() => chain.close());
    const settings = await readStorageSettings(environment.STORAGE_SETTINGS);
    const mainNode = {
      apiUrl: environment.IPFS_API_URL,
      token: environment.IPFS_API_TOKEN,
      timeoutMs: STORAGE_TIMEOUT_MS,
    };
    const backends = openBackends(mainNode, settings);
    const contentStore = openContentStore(direct, backends, mainNode, now);
    const { chainId } = deployment;
    const hub =
      environment.HUB_KEY_FILE === undefined
        ? null
        : await readHubAccount(environment.HUB_KEY_FILE, environment.RPC_URL, chainId);
    closers.push(() => hub?.close());
    const index = environment.DATABASE_URL === undefined ? startIndexer : startSharedIndexer;
    const indexer = await index({
      database: direct,
      deployment,
      rpcUrl: environment.RPC_URL,
      subgraphDir: environment.SUBGRAPH_DIR,
      graphNodeUrl: environment.GRAPH_NODE_URL,
      pollMilliseconds: environment.POLL_MS,
      logger: log,
    });
    closers.push(() => indexer.stop());
    const documents = createDocumentCache({ database, contentStore, log, now });
    closers.push(() => documents.close());
    closers.push(indexer.onBlock(({ number }) => documents.onBlock(number)));
    documents.onBlock(indexer.status().indexedBlock);
    const metrics = createMetrics();
    metrics.gauge("symbolon_indexed_block", () => indexer.status().indexedBlock);
    metrics.gauge("symbolon_index_lag_blocks", () => indexer.status().lagBlocks);
    const tasks = taskQueue(direct);
    const reminders = permitReminders({ deployment, database, chain, now }, tasks, metrics);
    const runner = runTasks({
      queue: tasks,
      handlers: { [reminders.kind]: reminders.handle },
      everySeconds: { [reminders.kind]: reminders.everySeconds },
      log,
      metrics,
      now,
    });
    closers.push(() => runner.stop(CLOSE_GRACE_MS));
    closers.push(reminders.watch(log));
    const { replicas, graceSeconds } = settings;
    const kept = { chainId, chain, backends, replicas, graceSeconds, contentStore };
    const storage = { ...kept, database: direct, metrics, log, now };
    closers.push(startStorage(storage, hub));
    const operations = await readOperationList(
      environment.GRAPHQL_OPERATIONS,
      environment.GRAPHQL_OPERATIONS_ONLY ?? false,
    );
    const server = createGatewayServer(
      {
        deployment,
        publicRpcUrl: environment.PUBLIC_RPC_URL ?? null,
        publicUrl: environment.PUBLIC_URL ?? null,
        devWalletKey,
        database,
        contentStore,
        chain,
        indexer: {
          indexedBlock: () => indexer.status().indexedBlock,
          healthy: () => indexer.status().healthy,
          onBlock: (listener) => indexer.onBlock(({ number }) => listener(number)),
        },
        subgraph: {
          database: direct,
          schema: indexer.schema,
          deployment: indexer.fingerprint,
          hasIndexingErrors: () => indexer.status().error?.code === "E9010",
        },
        documents,
        keyReleases: keyReleaseStorage(direct, chainId),
        sessions: sessionStorage(direct),
        hub,
        pinStatus: (cid) => pinStatus(storage, cid),
        metrics,
        log,
        now,
      },
      {
        dappFolder: environment.DAPP_DIST ?? null,
        development: environment.GATEWAY_DEVELOPMENT ?? false,
        answerLifeMs: environment.GRAPHQL_ANSWER_LIFE_MS,
        operations,
      },
    );
    const url = await listen(server, environment.HOST, environment.PORT);
    closers.push(() => closeServer(server, CLOSE_GRACE_MS));
    return { url, close, database: direct, deployment, tasks, indexStatus: () => indexer.status() };
  } catch (error) {
    await close();
    throw error;
  }
}

async function databaseFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "database");
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new SymbolonError("E8002", { path: folder, reason: String(cause) }, { cause });
  }
  return folder;
}
