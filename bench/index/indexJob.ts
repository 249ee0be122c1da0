import { openPgliteDatabase } from "@symbolon/gateway/src/database/openPgliteDatabase.ts";
import { startIndexer } from "@symbolon/gateway/src/indexer/startIndexer.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { benchDeployment } from "./benchDeployment.ts";
import { marketHistory } from "./marketHistory.ts";
import { memoryChain } from "./memoryChain.ts";

/** What one run of the indexer is told: orders of the made-up market, transactions per block, a folder for PGlite (none: in memory). */
export type IndexJob = { readonly orders: number; readonly perBlock: number; readonly folder?: string };

/** Events of a part of the chain and what they took: wall clock, and CPU time of the process, which a busy machine distorts less. */
export type IndexPhase = {
  readonly events: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly eventsPerSecond: number;
  readonly eventsPerCpuSecond: number;
};

/** What a run took. `catchUp` is what is written many blocks at a time, `nearHead` the last 256 blocks, which can be
 * taken back. */
export type IndexFigures = {
  readonly blocks: number;
  readonly all: IndexPhase;
  readonly catchUp: IndexPhase;
  readonly nearHead: IndexPhase;
  readonly rows: number;
  readonly peakRssMiB: number;
};

const NEAR_HEAD_BLOCKS = 256;
const LIMIT_MS = 600_000;

const { orders, perBlock, folder } = JSON.parse(process.argv[2]!) as IndexJob;
const chain = memoryChain(benchDeployment, marketHistory(orders), perBlock);
const database = await openPgliteDatabase(folder);
const start = now();
const failures: string[] = [];
const indexer = await startIndexer({
  database,
  provider: chain,
  deployment: benchDeployment,
  subgraphDir: `${repositoryRoot}/subgraph/build`,
  pollMilliseconds: 50,
  logger: {
    debug() {},
    info() {},
    warn() {},
    error: (_, text) => failures.push(text),
  },
});
let nearHead = start;
const finished = new Promise<void>((resolve, reject) => {
  const timer = setTimeout(
    () => reject(new Error("the indexer did not reach the head in 10 minutes")),
    LIMIT_MS,
  );
  const look = () => {
    const { indexedBlock } = indexer.status();
    if (indexedBlock <= chain.head - NEAR_HEAD_BLOCKS) nearHead = now();
    if (indexedBlock < chain.head && failures.length === 0) return;
    clearTimeout(timer);
    if (failures.length === 0) resolve();
    else reject(new Error(failures[0]));
  };
  indexer.onBlock(look);
  look();
});
await finished;
const end = now();
await indexer.stop();
const tables = await database.query<{ table_name: string }>(
  "SELECT table_name FROM information_schema.tables WHERE table_schema = 'subgraph'",
);
let rows = 0;
for (const { table_name } of tables) {
  const [counted] = await database.query<{ n: number }>(`SELECT count(*) AS n FROM subgraph."${table_name}"`);
  rows += counted!.n;
}
await database.close();
const nearHeadEvents = (
  (await chain.send("eth_getLogs", [
    { fromBlock: chain.head - NEAR_HEAD_BLOCKS + 1, toBlock: chain.head },
  ])) as unknown[]
).length;
const figures: IndexFigures = {
  blocks: chain.head,
  all: phase(chain.events, start, end),
  catchUp: phase(chain.events - nearHeadEvents, start, nearHead),
  nearHead: phase(nearHeadEvents, nearHead, end),
  rows,
  peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(figures));

function now() {
  const { user, system } = process.cpuUsage();
  return { seconds: performance.now() / 1000, cpuSeconds: (user + system) / 1e6 };
}

function phase(events: number, from: ReturnType<typeof now>, to: ReturnType<typeof now>): IndexPhase {
  const seconds = to.seconds - from.seconds;
  const cpuSeconds = to.cpuSeconds - from.cpuSeconds;
  return {
    events,
    seconds,
    cpuSeconds,
    eventsPerSecond: Math.round(events / seconds),
    eventsPerCpuSecond: Math.round(events / cpuSeconds),
  };
}
