import { EMPTY_JOB, SymbolonError } from "@symbolon/protocol";
import { checkBasis } from "../shared/checkBasis.ts";
import { checkBudget } from "../shared/checkBudget.ts";
import { type Job, readJob } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import { verifyOrder } from "../shared/verifyOrder.ts";
import { chooseNodes } from "./chooseNodes.ts";
import { failJob } from "./failJob.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Claims an order when it is this node's turn: at once as the chosen lead, later as a stand-in (`waitedSeconds` since the order, or the
 * claim of a lead that went away, could have been acted on). Everything is verified before the claim. The contract lets one claim
 * through, a lost race is no error. An order whose permit is dead is failed instead, so that the buyer gets the money back. Throws E3003
 * or E4006 for an order this node refuses, E4008 (retryable) while its permit or a dataset is suspended.
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
  await checkBudget(chain, order);
  const parties = [order.terms.buyer, ...verified.datasets.map((dataset) => dataset.provider)];
  const choice = chooseNodes(order.orderId, chain.account, workers, parties);
  if (choice === null)
    throw new SymbolonError("E4008", { orderId: order.orderId, reason: "there are not enough workers" });
  if (waitedSeconds < choice.rank * settings.takeoverSeconds) return;
  const { orderId, terms } = order;
  try {
    await checkBasis(chain, order, null);
  } catch (error) {
    if (!(error instanceof SymbolonError && error.code === "E3005")) throw error;
    await failJob(node, orderId, "PERMIT_DEAD", error.message);
    return;
  }
  const latest = await readJob(chain, orderId);
  if (latest.state !== job.state || latest.record.claimedAt !== job.record.claimedAt) return;
  const previous = job.state === "CLAIMED" ? job.record : EMPTY_JOB;
  const sent = await unlessOvertaken(
    () => chain.send("jobRegistry", "claim", orderId, terms, choice.nodes, previous),
    ["JobClaimTooEarly"],
  );
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const detail = `nodes ${choice.nodes.join(", ")}`;
  reporter.progress({ step: "claimed", orderId: orderId.toString(), txHash, gasUsed, detail });
}
