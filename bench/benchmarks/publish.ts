import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { JsonRpcProvider } from "ethers";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import type { Benchmark } from "../benchmark.ts";
import { judgePublish } from "../publish/judgePublish.ts";
import { openPublishMarket } from "../publish/openPublishMarket.ts";
import { publishUntilVisible, type Visible } from "../publish/publishUntilVisible.ts";

/** The golden section spreads any number of starts evenly over a block's time. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** From a publication's block until a search of the catalogue gives it, on the local stack with blocks at an interval. */
export const benchmark: Benchmark = {
  what: "from a publication's block until the catalogue finds it: ms and blocks (--quick; --datasets N; --block-ms MS; --poll-ms MS)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        datasets: { type: "string" },
        "block-ms": { type: "string", default: "1000" },
        "poll-ms": { type: "string", default: "1000" },
      },
    });
    const datasets = whole("--datasets", values.datasets ?? (values.quick ? "8" : "30"), 1);
    const blockMs = whole("--block-ms", values["block-ms"], 100);
    const pollMs = whole("--poll-ms", values["poll-ms"], 50);
    const market = await openPublishMarket(pollMs);
    const chain = new JsonRpcProvider(market.rpcUrl, undefined, { batchMaxCount: 1, cacheTimeout: -1 });
    try {
      await chain.send("evm_setAutomine", [false]);
      await chain.send("evm_setIntervalMining", [blockMs]);
      const owner = accounts.rotterdam.connect(chain);
      const visible: Visible[] = [];
      for (let n = 1; n <= datasets; n++) {
        // The gateway looks at the chain at a beat of its own: publications come at every part of it.
        await delay(((n * GOLDEN) % 1) * blockMs);
        const shown = await publishUntilVisible(market, chain, owner, n);
        visible.push(shown);
        print(
          `${String(n).padStart(4)}  ${String(Math.round(shown.ms)).padStart(6)} ms  ${shown.blocks} blocks  ${shown.asks} questions`,
        );
      }
      const figures = judgePublish(visible, blockMs);
      print(
        `p50 ${figures.p50Ms} ms, ${figures.p50Blocks} blocks; p95 ${figures.p95Ms} ms, ${figures.p95Blocks} blocks; most ${figures.maxMs} ms`,
      );
      print(`bar: p95 within 2 blocks and 3 s (${figures.barMs} ms): ${figures.isMet ? "met" : "missed"}`);
      return { datasets, blockMs, pollMs, ...figures };
    } finally {
      chain.destroy();
      await market.close();
    }
  },
};

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${option} is a whole number from ${least}`);
  return value;
}
