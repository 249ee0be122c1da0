import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  attestUse,
  type Deployment,
  digestOfDocument,
  type Hex,
  HIGH_FIDELITY,
  type HighFidelityOrderSpec,
  MARK_RHO_MICRO,
  makeHpkeKeyPair,
  type OrderSpec,
  type PrivateOrderSpec,
} from "@symbolon/protocol";
import { HDNodeWallet, Mnemonic, NonceManager } from "ethers";
import { orderBudget } from "../../privacy/orderBudget.ts";
import { type Chain, openChain } from "../shared/chain.ts";
import { openContentStore } from "../shared/contentStore.ts";
import { freePort } from "./freePort.ts";
import { commonPatients, TEST_SCHEMA, writeHospital } from "./hospitalFiles.ts";
import { type RpcProxy, startRpcProxy } from "./rpcProxy.ts";
import { startProcess, type TestProcess } from "./testProcess.ts";

const PHRASE = "test test test test test test test test test test test junk";
const NAMES = [
  "deployer",
  "treasury",
  "hospital1",
  "hospital2",
  "worker1",
  "worker2",
  "worker3",
  "buyer",
  "hospital3",
  "accessBody",
  "hospital4",
  "worker4",
] as const;
export type ActorName = (typeof NAMES)[number];
export const WORKERS = ["worker1", "worker2", "worker3"] as const;
const TOKEN = "local-test-token-0000";
const ZERO_32 = `0x${"00".repeat(32)}`;
/** The market's allowance is approved once. */
const NO_PERMIT = { valueWei: 0n, deadline: 0n, v: 0, r: ZERO_32, s: ZERO_32 };

/** Cost lines of hospital3's dataset. */
const EHDS = {
  lane: "ehds",
  priceWei: "100",
  costs: { holderWei: "40", computeWei: "30", evaluationWei: "20", accessBodyWei: "10" },
};

/** hospital4's terms. */
const HIGH_FIDELITY_TOO = { releaseClasses: ["private", "high-fidelity"] };

/**
 * A whole small market: chain, IPFS node, contracts, two hospitals in the commercial lane, three workers, each its own process. On demand
 * hospital3 in the EHDS lane, accessBody may issue permits; worker4 to take a place; hospital4, which has many patients, offers high-fidelity files too.
 */
export type TestMarket = {
  readonly folder: string;
  readonly deployment: Deployment;
  /** RPC relay that hospitals and workers use. */
  readonly rpc: RpcProxy;
  /** The buyer's view, past the relay. */
  readonly chain: Chain;
  readonly processes: Map<ActorName, TestProcess>;
  address(name: ActorName): string;
  nameOf(account: string): ActorName;
  environment(name: ActorName): Record<string, string>;
  /** The chain as `name` sees and writes it, past the relay. */
  chainOf(name: ActorName): Promise<Chain>;
  /** Starts `name`'s process, on a machine with the fault that `preload` (preloads.ts) makes. */
  start(name: ActorName, preload?: string): Promise<TestProcess>;
  /** Kills (SIGKILL) the IPFS node and starts another on its folder and port. */
  killStorage(): Promise<void>;
  /** Pins a spec and pays for the order; gives its number. */
  place(spec: OrderSpec, permitId?: bigint): Promise<bigint>;
  /** Pins a private spec over both commercial hospitals and pays; `change` alters the spec. */
  placeOrder(
    change?: Partial<PrivateOrderSpec>,
    permitId?: bigint,
  ): Promise<{ orderId: bigint; spec: PrivateOrderSpec; privateKey: Hex }>;
  /** The same for a high-fidelity file of one dataset. */
  placeFileOrder(
    datasetId: string,
    change?: Partial<HighFidelityOrderSpec>,
  ): Promise<{ orderId: bigint; spec: HighFidelityOrderSpec; privateKey: Hex }>;
  close(): Promise<void>;
};

/** Configuration files of a market's hospitals, written into `folder`. */
export type HospitalConfigs = (folder: string) => Promise<ReadonlyMap<ActorName, string>>;

/**
 * Starts a market on free loopback ports. `start: false` leaves hospitals and workers to the test; `environment` is added to each one's;
 * `hospitals` takes the place of the usual ones, and all of them are started.
 */
export async function startTestMarket(
  options: {
    readonly start?: boolean;
    readonly environment?: Readonly<Record<string, string>>;
    readonly hospitals?: HospitalConfigs;
  } = {},
): Promise<TestMarket> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-jobs-"));
  const [chainPort, ipfsPort] = [await freePort(), await freePort()];
  const ports = new Map<string, number>();
  for (const name of [...WORKERS, "worker4"]) ports.set(name, await freePort());
  const rpcUrl = `http://127.0.0.1:${chainPort}`;
  const ipfsUrl = `http://127.0.0.1:${ipfsPort}`;
  const startStorage = () =>
    startProcess("gateway/src/ipfs/main.ts", {
      PORT: String(ipfsPort),
      DATA_DIR: join(folder, "ipfs"),
      IPFS_API_TOKEN: TOKEN,
    });
  const chainProcess = startProcess("scripts/demo/stack/chain.ts", { PORT: String(chainPort) });
  let storage = startStorage();
  await Promise.all([chainProcess.ready, storage.ready]);
  const wallets = new Map(
    NAMES.map((name, i) => [
      name,
      HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PHRASE), `m/44'/60'/0'/0/${i}`),
    ]),
  );
  const wallet = (name: ActorName) => wallets.get(name)!;
  const deployment = await deploy(rpcUrl, wallet);
  const deploymentFile = join(folder, "deployment.json");
  await writeFile(deploymentFile, JSON.stringify(deployment));
  const rpc = await startRpcProxy(rpcUrl);
  const chainOf = (name: ActorName) =>
    openChain({ rpcUrl, privateKey: wallet(name).privateKey, deployment, pollMilliseconds: 50 });
  const chain = await chainOf("buyer");
  const store = openContentStore({ apiUrl: ipfsUrl, apiToken: TOKEN });
  const configs = await (options.hospitals ?? usualHospitals)(folder);
  const environment = (name: ActorName): Record<string, string> => ({
    PRIVATE_KEY: wallet(name).privateKey,
    RPC_URL: rpc.url,
    SYMBOLON_DEPLOYMENT: deploymentFile,
    STATE_DIR: join(folder, name),
    IPFS_API_URL: ipfsUrl,
    IPFS_API_TOKEN: TOKEN,
    ...options.environment,
    POLL_MILLISECONDS: "100",
    LOG_LEVEL: "debug",
    NODE_NAME: name,
    ...(configs.has(name)
      ? { PROVIDER_CONFIG: configs.get(name)!, AUTO_WITHDRAW: "1", PAYOUT_SECONDS: "0.5" }
      : { PORT: String(ports.get(name)), TAKEOVER_SECONDS: "2" }),
  });
  const processes = new Map<ActorName, TestProcess>();
  const start = async (name: ActorName, preload?: string) => {
    const kind = configs.has(name) ? "provider" : "worker";
    const process_ = startProcess(`synth-worker/src/jobs/${kind}/main.ts`, {
      ...environment(name),
      ...(preload === undefined ? {} : { NODE_OPTIONS: `--import=${preload}` }),
    });
    processes.set(name, process_);
    await process_.ready;
    return process_;
  };
  const commonSpec = (buyerKey: Hex) => ({
    format: "symbolon-order/3" as const,
    chainId: deployment.chainId,
    schemaDigest: digestOfDocument(TEST_SCHEMA),
    rows: 50,
    purpose: 1 << 4,
    buyerKey,
    thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
  });
  let orders = 0;
  const place = async (spec: OrderSpec, permitId = 0n): Promise<bigint> => {
    await store.pinDocument(spec, "order.json");
    orders += 1;
    const request = {
      datasetIds: spec.datasetIds.map(BigInt),
      specDigest: digestOfDocument(spec),
      buyerKey: spec.buyerKey,
      rhoMicro: BigInt(spec.rhoMicro),
      purpose: spec.purpose,
      rows: spec.rows,
      accessSeconds: 3600n,
      maxPriceWei: 10n ** 21n,
      clientOrderId: digestOfDocument({ test: orders }),
      permitId,
    };
    const sent = await chain.send("market", "placeOrder", request, [], NO_PERMIT);
    const placed = sent.receipt.logs
      .map((log) => chain.contracts.market.interface.parseLog(log))
      .find((parsed) => parsed?.name === "OrderPlaced");
    return placed?.args.orderId as bigint;
  };
  const market: TestMarket = {
    folder,
    deployment,
    rpc,
    chain,
    processes,
    address: (name) => wallet(name).address,
    nameOf: (account) => NAMES.find((name) => wallet(name).address.toLowerCase() === account.toLowerCase())!,
    environment,
    chainOf,
    start,
    async killStorage() {
      storage.child.kill("SIGKILL");
      await storage.exited;
      storage = startStorage();
      await storage.ready;
    },
    place,
    async placeOrder(change = {}, permitId = 0n) {
      const keys = await makeHpkeKeyPair();
      const spec: PrivateOrderSpec = {
        ...commonSpec(keys.publicKey),
        datasetIds: ["1", "2"],
        engine: "fixed",
        epsilon: 1,
        delta: 1e-6,
        rhoMicro: orderBudget(1, 1e-6).rhoMicro.toString(),
        workload: TEST_SCHEMA.pairs,
        patients: 2000,
        mostPatients: 2047,
        ...change,
      };
      if (permitId !== 0n)
        spec.useAttestation = attestUse({
          chainId: chain.chainId,
          account: wallet("buyer").address as Hex,
          permitId,
          datasetIds: spec.datasetIds.map(BigInt),
          purpose: BigInt(spec.purpose),
        });
      return { orderId: await place(spec, permitId), spec, privateKey: keys.privateKey };
    },
    async placeFileOrder(datasetId, change = {}) {
      const keys = await makeHpkeKeyPair();
      const spec: HighFidelityOrderSpec = {
        ...commonSpec(keys.publicKey),
        datasetIds: [datasetId],
        engine: HIGH_FIDELITY,
        rhoMicro: MARK_RHO_MICRO.toString(),
        ...change,
      };
      return { orderId: await place(spec, 0n), spec, privateKey: keys.privateKey };
    },
    async close() {
      await Promise.all([...processes.values()].map((process_) => process_.stop()));
      await rpc.down();
      chain.close();
      await Promise.all([chainProcess.stop(), storage.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await chain.send("token", "approve", deployment.contracts.market, 10n ** 24n);
  if (options.start !== false) {
    const hospitals =
      options.hospitals === undefined ? (["hospital1", "hospital2"] as const) : configs.keys();
    await Promise.all([...hospitals, ...WORKERS].map((name) => start(name)));
  }
  return market;
}

async function usualHospitals(folder: string): Promise<ReadonlyMap<ActorName, string>> {
  const configs = new Map<ActorName, string>();
  for (const [name, rows, change, patient] of [
    // Enough patients that a cohort of half of them always leaves 50 in a holdout of a fifth: 114 and 133, seven and eight deviations above.
    ["hospital1", 1400, {}],
    ["hospital2", 1200, {}],
    ["hospital3", 60, EHDS],
    ["hospital4", 6000, HIGH_FIDELITY_TOO, commonPatients()],
  ] as const) {
    const home = join(folder, `${name}-data`);
    configs.set(name, await writeHospital(home, `Test ${name}`, rows, change, patient));
  }
  return configs;
}

async function deploy(rpcUrl: string, wallet: (name: ActorName) => HDNodeWallet): Promise<Deployment> {
  // Another room's deployment script, found at run time: rooms do not import each other.
  const script = new URL("../../../../contracts/deploy.ts", import.meta.url).href;
  const { deployAll } = (await import(script)) as { deployAll(options: object): Promise<Deployment> };
  const { JsonRpcProvider, Contract } = await import("ethers");
  const provider = new JsonRpcProvider(rpcUrl, undefined, {
    batchMaxCount: 1,
    cacheTimeout: -1,
    pollingInterval: 50,
  });
  const signer = new NonceManager(wallet("deployer").connect(provider));
  const deployment = await deployAll({
    signer,
    treasury: wallet("treasury").address,
    fees: { treasuryBps: 300, workerBps: 1200, evaluatorBps: 500 },
    minimumStakeWei: 10n ** 18n,
    orderWindowSeconds: 86_400,
    claimWindowSeconds: 600,
    unbondingSeconds: 3600,
    disputeWindowSeconds: 1,
    // The orders' own thresholds decide, but where a test sets others.
    thresholds: { tvd1Bps: 10_000, tvd2Bps: 10_000, membershipAucBps: 10_000 },
    highFidelityThresholds: { tvd1Bps: 10_000, tvd2Bps: 10_000, membershipAucBps: 10_000 },
    initialSupplyWei: 10n ** 26n,
    accessBodies: [wallet("accessBody").address],
    evaluators: [...WORKERS, "worker4" as const].map((name) => wallet(name).address),
  });
  const token = new Contract(
    deployment.contracts.token,
    ["function transfer(address,uint256) returns (bool)"],
    signer,
  );
  for (const name of [...WORKERS, "worker4", "buyer"] as const) {
    await (await token.getFunction("transfer").send(wallet(name).address, 10n ** 21n)).wait();
  }
  provider.destroy();
  return deployment;
}
