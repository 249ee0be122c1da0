import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Benchmark } from "../benchmark.ts";
import type { IndexFigures, IndexPhase } from "../index/indexJob.ts";
import { measureInProcess } from "../measureInProcess.ts";

const JOB = fileURLToPath(new URL("../index/indexJob.ts", import.meta.url));
const LIMIT_MS = 900_000;
const PER_BLOCK = 4;
const BAR_EVENTS_PER_SECOND = 5_000;

/** Events per second of the embedded indexer: a made-up market's history through the subgraph's WASM into PGlite. */
export const benchmark: Benchmark = {
  what: "a market's history through the subgraph's mappings into PGlite: events per second (--quick; --orders N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: "boolean", default: false }, orders: { type: "string" } },
    });
    const orders = Number(values.orders ?? (values.quick ? 1_000 : 6_000));
    if (!Number.isSafeInteger(orders) || orders < 100) throw new Error("--orders is a whole number from 100");
    const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-"));
    try {
      const job = { orders, perBlock: PER_BLOCK, folder: join(folder, "database") };
      const figures = await measureInProcess<IndexFigures>(JOB, job, "the indexer", LIMIT_MS);
      print(`${orders.toLocaleString("en")} orders in ${figures.blocks.toLocaleString("en")} blocks`);
      print(line("all", figures.all));
      print(line("  below the last 256 blocks", figures.catchUp));
      print(line("  the last 256 blocks", figures.nearHead));
      print(`${figures.rows.toLocaleString("en")} rows, peak memory ${figures.peakRssMiB} MiB`);
      const isMet = figures.all.eventsPerSecond >= BAR_EVENTS_PER_SECOND;
      print(
        `bar: at least ${BAR_EVENTS_PER_SECOND.toLocaleString("en")} events/s: ${isMet ? "met" : "missed"}`,
      );
      return { orders, ...figures, barEventsPerSecond: BAR_EVENTS_PER_SECOND, isMet };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function line(name: string, phase: IndexPhase): string {
  const number = (value: number) => value.toLocaleString("en").padStart(8);
  return `${name.padEnd(34)}${number(phase.events)} events ${phase.seconds.toFixed(1).padStart(7)} s ${number(phase.eventsPerSecond)} events/s, ${number(phase.eventsPerCpuSecond)} per CPU second`;
}
