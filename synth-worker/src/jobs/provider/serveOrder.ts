import { SymbolonError } from "@symbolon/protocol";
import { isRetryable } from "../shared/isRetryable.ts";
import { sleep } from "../shared/sleep.ts";
import { lookAtOrder, type OrderLook } from "./lookAtOrder.ts";
import type { HospitalNode } from "./orderContext.ts";

/** Until when an order is served: all three nodes have the shares, or the evaluator has the answers. */
export type ServedUntil = "shared" | "answered";

/**
 * Serves one order like the hospital's loop does, and returns once `until` has come. Beside a running node of the same state folder nothing is drawn or
 * sent twice. Throws this hospital's refusal, E2010 when the order does not come there any more, E4006 for an order without this
 * hospital's dataset, and after `waitSeconds` the last retryable error, or E4008.
 */
export async function serveOrder(
  node: HospitalNode,
  options: {
    readonly orderId: bigint;
    readonly until: ServedUntil;
    readonly waitSeconds: number;
    readonly pollMilliseconds: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { orderId, until, signal } = options;
  const end = performance.now() + 1000 * options.waitSeconds;
  for (;;) {
    let reason: SymbolonError;
    try {
      const look = await lookAtOrder(node, orderId, until);
      if (look.isOurs && (until === "shared" ? look.isShared : look.isAnswered)) return;
      if (look.refusal !== null) throw look.refusal;
      if (!look.isOurs) {
        const stranger = `it does not use this hospital's dataset ${node.datasetId}`;
        throw new SymbolonError("E4006", { orderId, reason: stranger });
      }
      if (look.isOver || !BEFORE[until].includes(look.state))
        throw new SymbolonError("E2010", { orderId, status: look.state });
      reason = new SymbolonError("E4008", { orderId, reason: `its job is ${look.state}` });
    } catch (error) {
      if (!isRetryable(error)) throw error;
      reason = error as SymbolonError;
      node.log.warn({ err: error, orderId: orderId.toString() }, "trying again");
    }
    if (signal.aborted || performance.now() >= end) throw reason;
    await sleep(options.pollMilliseconds, signal);
  }
}

const WAITING: readonly OrderLook["state"][] = ["NONE", "REQUESTED", "CLAIMED"];
/** States in which it may still come. */
const BEFORE: Readonly<Record<ServedUntil, readonly OrderLook["state"][]>> = {
  shared: WAITING,
  answered: [...WAITING, "MEASURED", "COMMITTED", "REPORTED"],
};
