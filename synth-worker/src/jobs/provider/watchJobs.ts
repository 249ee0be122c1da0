import type { PayoutCollector } from "../shared/payoutCollector.ts";
import { sleep } from "../shared/sleep.ts";
import { watchOrders } from "../shared/watchOrders.ts";
import { lookAtOrder } from "./lookAtOrder.ts";
import type { HospitalNode } from "./orderContext.ts";

/** The hospital's loop: looks at every order on its dataset until the job is over, and again after a retryable error. */
export async function watchJobs(
  node: HospitalNode,
  options: {
    readonly pollMilliseconds: number;
    /** Looked after beside the jobs; null: this node does not collect. */
    readonly payouts: PayoutCollector | null;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const newOrders = watchOrders(node.chain);
  const open = new Set<bigint>();
  while (!options.signal.aborted) {
    try {
      for (const orderId of await newOrders()) open.add(orderId);
    } catch (error) {
      node.log.warn({ err: error }, "the chain cannot be read, trying again");
    }
    options.payouts?.look();
    for (const orderId of open) {
      if (options.signal.aborted) break;
      try {
        if ((await lookAtOrder(node, orderId)).isOver) open.delete(orderId);
      } catch (error) {
        node.log.warn({ err: error, orderId: orderId.toString() }, "trying again");
      }
    }
    await sleep(options.pollMilliseconds, options.signal);
  }
}
