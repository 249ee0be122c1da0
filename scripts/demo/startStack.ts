import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, SymbolonError } from "@symbolon/protocol";
import { repositoryRoot } from "../repositoryRoot.ts";
import { accounts } from "./stack/accounts.ts";
import { deploy } from "./stack/deploy.ts";
import { freePort } from "./stack/freePort.ts";
import { prepare } from "./stack/prepare.ts";
import { ProgressLog } from "./stack/progress.ts";
import { type Room, type RoomOptions, startRoom } from "./stack/room.ts";
import { openRunFolder } from "./stack/runFolder.ts";

/** A running market on this machine: chain, IPFS, gateway with dApp, and workers; the hospitals are started by whoever plays their part. */
export type Stack = {
  readonly folder: string;
  readonly recovered: boolean;
  readonly rpcUrl: string;
  readonly ipfsUrl: string;
  readonly gatewayUrl: string;
  readonly deploymentFile: string;
  readonly deployment: Deployment;
  readonly deployGas: bigint;
  readonly progress: ProgressLog;
  /** Running processes by name: chain, ipfs, gateway, worker1.., rotterdam, gbsg. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** Starts a process for the first time (rotterdam, gbsg) or again, with the same state folder. */
  startProcess(name: string, extraEnv?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
};

export type StackOptions = {
  readonly home?: string;
  readonly name?: string;
  /** Gateway port: taken strictly when given (0: any free one), else 4000 or any free one. */
  readonly port?: number;
  readonly dapp?: boolean;
  /** Serve the buyer's development key to the dApp's local wallet. Only ever on a chain with development accounts. */
  readonly devWallet?: boolean;
  readonly keepFolder?: boolean;
  readonly orderWindowSeconds?: number;
  readonly onStage?: (stage: string) => void;
  readonly env?: Record<string, string>;
};

const WORKERS = ["worker1", "worker2", "worker3"] as const;
const HOSPITALS = ["rotterdam", "gbsg"] as const;
const DEFAULT_PORT = 4000;

/**
 * Starts everything on 127.0.0.1 in its own run folder and waits until each part serves. A part that cannot start stops the others.
 * Throws E8001 (port), E8002 (no write permission), E8004 (a process, with its log file).
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const stage = options.onStage ?? (() => {});
  const home = options.home ?? process.env.SYMBOLON_HOME ?? join(repositoryRoot, ".symbolon");
  const folder = openRunFolder(home, options.name ?? "run");
  const rooms = new Map<string, Room>();
  const starts = new Map<string, RoomOptions>();
  const progress = new ProgressLog();
  const starting = new Set<Promise<unknown>>();
  const stop = async () => {
    // One that is still starting when another one fails is stopped too, once it can be.
    await Promise.allSettled(starting);
    for (const room of [...rooms.values()].reverse()) await room.stop();
    rooms.clear();
    folder.close(options.keepFolder ?? false);
  };
  const startProcess = async (name: string, extraEnv: Record<string, string> = {}) => {
    const start = starts.get(name)!;
    const started = startRoom({ ...start, env: { ...start.env, ...options.env, ...extraEnv } });
    starting.add(started);
    try {
      rooms.set(name, await started);
    } finally {
      starting.delete(started);
    }
  };
  const describe = (name: string, entry: string, env: Record<string, string>) => {
    starts.set(name, {
      name,
      entry: join(repositoryRoot, entry),
      env,
      logFile: join(folder.path, "logs", `${name}.log`),
      onProgress: (entryOf) => progress.add({ ...entryOf, who: name }),
      onExit: (code) =>
        progress.fail(
          new SymbolonError("E8004", {
            process: name,
            reason: `it ended with exit code ${code}`,
            log: join(folder.path, "logs", `${name}.log`),
          }),
        ),
    });
  };
  const start = (name: string, entry: string, env: Record<string, string>) => {
    describe(name, entry, env);
    return startProcess(name);
  };
  try {
    await prepare(
      options.dapp === false ? ["contracts", "subgraph"] : ["contracts", "subgraph", "dApp"],
      (name) => stage(`building ${name}`),
    );
    const gatewayPort = await freePort(options.port ?? DEFAULT_PORT, options.port !== undefined);
    const chainPort = await freePort();
    const ipfsPort = await freePort();
    const rpcUrl = `http://127.0.0.1:${chainPort}`;
    const ipfsUrl = `http://127.0.0.1:${ipfsPort}`;
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const ipfsToken = randomBytes(24).toString("hex");
    const deploymentFile = join(folder.path, "deployment.json");
    const stateOf = (name: string) => {
      const path = join(folder.path, name);
      mkdirSync(path, { recursive: true });
      return path;
    };

    stage("starting chain and IPFS node");
    await Promise.all([
      start("chain", "scripts/demo/stack/chain.ts", { PORT: String(chainPort) }),
      start("ipfs", "gateway/src/ipfs/main.ts", {
        PORT: String(ipfsPort),
        DATA_DIR: stateOf("ipfs"),
        IPFS_API_TOKEN: ipfsToken,
      }),
    ]);
    stage("deploying contracts");
    const windows =
      options.orderWindowSeconds === undefined ? {} : { orderWindowSeconds: options.orderWindowSeconds };
    const { deployment, gasUsed } = await deploy({ rpcUrl, file: deploymentFile, ...windows });

    const common = {
      RPC_URL: rpcUrl,
      SYMBOLON_DEPLOYMENT: deploymentFile,
      IPFS_API_URL: ipfsUrl,
      IPFS_API_TOKEN: ipfsToken,
    };
    stage("starting gateway and workers");
    const devWalletFile = join(folder.path, "dev-wallet.json");
    if (options.devWallet === true)
      writeFileSync(devWalletFile, JSON.stringify({ privateKey: accounts.buyer.privateKey }), {
        mode: 0o600,
      });
    const workerPorts = await Promise.all(WORKERS.map(() => freePort()));
    await Promise.all([
      start("gateway", "gateway/src/main.ts", {
        ...common,
        DATA_DIR: stateOf("gateway"),
        PORT: String(gatewayPort),
        PUBLIC_RPC_URL: rpcUrl,
        POLL_MS: "250",
        ...(options.dapp === false ? {} : { DAPP_DIST: join(repositoryRoot, "dapp", "dist") }),
        ...(options.devWallet === true ? { DEV_WALLET_FILE: devWalletFile } : {}),
      }),
      ...WORKERS.map((name, i) =>
        start(name, "synth-worker/src/jobs/worker/main.ts", {
          ...common,
          STATE_DIR: stateOf(name),
          PRIVATE_KEY: accounts[name].privateKey,
          PORT: String(workerPorts[i]),
          GATEWAY_URL: gatewayUrl,
          // Pages of the dApp ask the nodes for their health and send them shares.
          CORS_ORIGIN: gatewayUrl,
          ROLES: "compute,evaluator",
          POLL_MILLISECONDS: "250",
        }),
      ),
    ]);
    const hospitalEnv = (name: (typeof HOSPITALS)[number]) => ({
      ...common,
      STATE_DIR: stateOf(name),
      PRIVATE_KEY: accounts[name].privateKey,
      PROVIDER_CONFIG: join(repositoryRoot, "examples", "breast", `${name}.mapping.json`),
      POLL_MILLISECONDS: "250",
    });
    for (const name of HOSPITALS) describe(name, "synth-worker/src/jobs/provider/main.ts", hospitalEnv(name));
    return {
      folder: folder.path,
      recovered: folder.recovered,
      rpcUrl,
      ipfsUrl,
      gatewayUrl,
      deploymentFile,
      deployment,
      deployGas: gasUsed,
      progress,
      rooms,
      startProcess,
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
