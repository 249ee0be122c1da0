import { SymbolonError } from "@symbolon/protocol";
import { isRetryable } from "../shared/isRetryable.ts";
import type { PayoutCollector } from "../shared/payoutCollector.ts";
import { sleep } from "../shared/sleep.ts";
import { watchOrders } from "../shared/watchOrders.ts";
import { advanceJob } from "./advanceJob.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * The worker's loop: a look at every open order, then a pause. Retryable errors (RPC, store or a peer away) are met by looking again;
 * anything else is logged and told once per order, and does not stop the other orders.
 */
export async function runOrders(
  node: WorkerNode,
  options: {
    readonly pollMilliseconds: number;
    /** Looked after beside the jobs; null: this node does not collect. */
    readonly payouts: PayoutCollector | null;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const newOrders = watchOrders(node.chain);
  const firstSeen = new Map<bigint, number>();
  const refused = new Set<bigint>();
  while (!options.signal.aborted) {
    try {
      for (const orderId of await newOrders()) firstSeen.set(orderId, performance.now());
      const block = await node.chain.ask((provider) => provider.getBlock("latest"));
      const chainSeconds = block?.timestamp ?? 0;
      await Promise.all(
        [...firstSeen].map(async ([orderId, since]) => {
          const clock = { chainSeconds, waitedSeconds: (performance.now() - since) / 1000 };
          if (!(await look(node, orderId, clock, refused))) return;
          firstSeen.delete(orderId);
          refused.delete(orderId);
          node.claims.forget(orderId);
        }),
      );
    } catch (error) {
      node.log.warn({ err: error }, "the chain cannot be read, trying again");
    }
    options.payouts?.look();
    await sleep(options.pollMilliseconds, options.signal);
  }
}

async function look(
  node: WorkerNode,
  orderId: bigint,
  clock: Parameters<typeof advanceJob>[2],
  refused: Set<bigint>,
): Promise<boolean> {
  try {
    return await advanceJob(node, orderId, clock);
  } catch (error) {
    const id = orderId.toString();
    if (isRetryable(error)) {
      node.log.info({ err: error, orderId: id }, "trying again");
      return false;
    }
    if (!refused.has(orderId)) {
      refused.add(orderId);
      const code = error instanceof SymbolonError ? error.code : "uncatalogued";
      node.log.error({ err: error, code, orderId: id }, "refused");
      node.reporter.progress({
        step: "refused",
        orderId: id,
        detail: error instanceof Error ? error.message : String(error),
      });
    }
    return false;
  }
}
