import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { type CatalogueAsk, catalogueQuery } from "../gateway/catalogueQuery.ts";
import { atRate, type LoadFigures, type LoadLimits, saturate } from "../gateway/loads.ts";
import { type OpenMarket, openMarket } from "../gateway/openMarket.ts";
import { createPoster, type Poster } from "../gateway/postJson.ts";
import { cpuMsOf, residentMiBOf } from "../gateway/processFigures.ts";

const WORKERS = 24;
/** Bodies that come again and again, as of a page that many have open. */
const REPEATED = 40;
/** More than any load sends: no body comes twice while an answer to it is kept. */
const NEVER = 1_000_000_000;
/** Queries per second that the gateway must answer, and the 99th percentile at half of them. */
const BARS = { cachedPerSecond: 2_000, uncachedPerSecond: 500, p99Ms: 50, memoryGrowthPercent: 10 } as const;

/** Catalogue queries to a gateway process over loopback: rates, latencies, memory. */
export const benchmark: Benchmark = {
  what: "catalogue queries to the gateway: cached and uncached rate, p99 at half load, memory (--quick; --datasets N; --profile FOLDER)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        datasets: { type: "string", default: "300" },
        profile: { type: "string" },
      },
    });
    const datasets = Number(values.datasets);
    if (!Number.isSafeInteger(datasets) || datasets < 20)
      throw new Error("--datasets is a whole number from 20");
    const limits: LoadLimits = values.quick
      ? { seconds: 4, requests: 10_000 }
      : { seconds: 15, requests: 50_000 };
    const flatRequests = values.quick ? 20_000 : 100_000;
    const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-"));
    let market: OpenMarket | undefined;
    try {
      market = await openMarket(folder, datasets, values.profile);
      print(`${datasets} datasets listed, every document read`);
      return { datasets, ...(await measure(market, limits, flatRequests, print)) };
    } finally {
      await market?.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(
  { url, pid }: OpenMarket,
  limits: LoadLimits,
  flatRequests: number,
  print: (line: string) => void,
): Promise<Measurements> {
  const poster = createPoster(`${url}/graphql`, WORKERS);
  const ask = (what: CatalogueAsk, different: number) => (n: number) => catalogueQuery(what, n, different);
  const cpuMs = () => cpuMsOf(pid);
  const shown = (name: string, figures: LoadFigures) => {
    print(
      `${name.padEnd(28)}${String(figures.perSecond).padStart(7)}/s   p50 ${figures.p50Ms} ms, p99 ${figures.p99Ms} ms, ${figures.cpuMsPerRequest} ms CPU, ${figures.requests} answers of ${figures.answerBytes} bytes`,
    );
    return figures;
  };
  try {
    await saturate(poster, ask("page", NEVER), WORKERS, { seconds: 3, requests: 2_000 }, cpuMs);
    const cached = shown("cached", await saturate(poster, ask("page", REPEATED), WORKERS, limits, cpuMs));
    const uncached = shown("uncached", await saturate(poster, ask("page", NEVER), WORKERS, limits, cpuMs));
    const facets = shown(
      "uncached facets",
      await saturate(poster, ask("facets", NEVER), WORKERS, limits, cpuMs),
    );
    const halfCached = shown(
      "cached, half of the bar",
      await atRate(poster, ask("page", REPEATED), BARS.cachedPerSecond / 2, limits, cpuMs),
    );
    const halfUncached = shown(
      "uncached, half of the bar",
      await atRate(poster, ask("page", NEVER), BARS.uncachedPerSecond / 2, limits, cpuMs),
    );
    const memory = await measureMemory(poster, pid, flatRequests);
    print(
      `memory over ${flatRequests} requests: ${memory.startMiB} MiB, ${memory.endMiB} MiB (${memory.growthPercent} %)`,
    );
    const isMet = {
      cached: cached.perSecond >= BARS.cachedPerSecond,
      uncached: uncached.perSecond >= BARS.uncachedPerSecond,
      cachedP99: halfCached.p99Ms < BARS.p99Ms,
      uncachedP99: halfUncached.p99Ms < BARS.p99Ms,
      memory: memory.growthPercent <= BARS.memoryGrowthPercent,
    };
    const missed = Object.entries(isMet).flatMap(([name, met]) => (met ? [] : [name]));
    print(missed.length === 0 ? "every bar met" : `bars missed: ${missed.join(", ")}`);
    return { cached, uncached, facets, halfCached, halfUncached, memory, bars: BARS, isMet };
  } finally {
    poster.close();
  }
}

/** Resident memory after a fifth of the requests, when buffers and compiled code are there, and after all of them. */
async function measureMemory(poster: Poster, pid: number, requests: number) {
  // One of ten is new: the cache fills, empties and is looked through.
  const body = (n: number) => catalogueQuery("page", n, n % 10 === 0 ? NEVER : REPEATED);
  const shifted = (from: number) => (n: number) => body(from + n);
  const first = Math.floor(requests / 5);
  const limits = { seconds: 240, requests: first };
  const cpuMs = () => cpuMsOf(pid);
  await saturate(poster, shifted(0), WORKERS, limits, cpuMs);
  const startMiB = await residentMiBOf(pid);
  await saturate(poster, shifted(first), WORKERS, { ...limits, requests: requests - first }, cpuMs);
  const endMiB = await residentMiBOf(pid);
  return { requests, startMiB, endMiB, growthPercent: Math.round((endMiB / startMiB - 1) * 1000) / 10 };
}
