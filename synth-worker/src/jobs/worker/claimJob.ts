import { SymbolonError } from "@symbolon/protocol";
import { contractErrorOf } from "../shared/chainError.ts";
import { checkReservation } from "../shared/checkReservation.ts";
import { type Job, readJob } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import { verifyOrder } from "../shared/verifyOrder.ts";
import { chooseNodes } from "./chooseNodes.ts";
import type { WorkerNode } from "./workerNode.ts";

/** Contract errors that say "somebody else was first": not a fault. */
const LOST_RACE = ["JobWrongState", "JobClaimTooEarly"];

/**
 * Claims an order when it is this node's turn: at once as the chosen lead, later as a stand-in (`waitedSeconds` since the order, or the
 * claim of a lead that went away, could have been acted on). Everything is verified before the claim. The contract lets one claim
 * through, a lost race is no error. Throws E3003 or E4006 for an order this node refuses.
 */
export async function claimJob(
  node: WorkerNode,
  order: Order,
  job: Job,
  waitedSeconds: number,
): Promise<void> {
  const { chain, store, reporter, settings } = node;
  const workers = await readWorkers(chain);
  const verified = await verifyOrder(chain, store, order);
  await checkReservation(chain, order);
  const parties = [order.buyer, ...verified.datasets.map((dataset) => dataset.provider)];
  const choice = chooseNodes(order.orderId, chain.account, workers, parties);
  if (choice === null)
    throw new SymbolonError("E4008", { orderId: order.orderId, reason: "there are not enough workers" });
  if (waitedSeconds < choice.rank * settings.takeoverSeconds) return;
  const latest = await readJob(chain, order.orderId);
  if (latest.state !== job.state || latest.claimedAt !== job.claimedAt) return;
  try {
    const { txHash, gasUsed } = await chain.send("jobRegistry", "claim", order.orderId, choice.nodes);
    const detail = `nodes ${choice.nodes.join(", ")}`;
    reporter.progress({ step: "claimed", orderId: order.orderId.toString(), txHash, gasUsed, detail });
  } catch (error) {
    if (!LOST_RACE.includes(contractErrorOf(error) ?? "")) throw error;
  }
}
