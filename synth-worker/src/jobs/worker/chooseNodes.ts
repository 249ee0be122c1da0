import type { Hex } from "@symbolon/protocol";
import type { ActiveWorker } from "../shared/readWorkers.ts";

/** Who could lead an order, in which rank this account may claim (0 = now), and with which nodes. */
export type NodeChoice = { readonly rank: number; readonly nodes: readonly Hex[] };

/**
 * The choice every worker makes alike: compute workers that are no party of the order, in order of registration, lead = orderId mod n,
 * then the next two. At least one of the two can evaluate (the evaluator is never the lead): if neither can, the third node is the first
 * evaluator found. Null when this account cannot lead or fewer than three nodes or no evaluator are there.
 */
export function chooseNodes(
  orderId: bigint,
  account: Hex,
  workers: readonly ActiveWorker[],
  parties: readonly Hex[],
): NodeChoice | null {
  const able = workers.filter((worker) => worker.compute && !parties.includes(worker.account));
  const own = able.findIndex((worker) => worker.account === account);
  if (own < 0 || able.length < 3) return null;
  const at = (offset: number) => able[(own + offset) % able.length]!;
  const second = at(1);
  let third = at(2);
  if (!second.evaluator && !third.evaluator) {
    const evaluator = able.find((worker) => worker.evaluator && worker.account !== account);
    if (evaluator === undefined) return null;
    third = evaluator;
  }
  const first = Number(orderId % BigInt(able.length));
  return { rank: (own - first + able.length) % able.length, nodes: [account, second.account, third.account] };
}
