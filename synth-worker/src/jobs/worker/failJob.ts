import { contractErrorOf } from "../shared/chainError.ts";
import { FAIL_REASON, readJob } from "../shared/readJob.ts";
import { readOrder } from "../shared/readOrder.ts";
import type { WorkerNode } from "./workerNode.ts";

/** Fails the job for a reason that is true on chain (or as its lead) and refunds the buyer. Does nothing when both are done already. */
export async function failJob(
  node: WorkerNode,
  orderId: bigint,
  reason: keyof typeof FAIL_REASON,
  why: string,
): Promise<void> {
  const { chain, reporter } = node;
  try {
    const { txHash, gasUsed } = await chain.send("jobRegistry", "fail", orderId, FAIL_REASON[reason]);
    reporter.progress({
      step: "failed",
      orderId: orderId.toString(),
      txHash,
      gasUsed,
      detail: `${reason}: ${why}`,
    });
  } catch (error) {
    if (contractErrorOf(error) !== "JobWrongState") throw error;
  }
  await refundFailed(node, orderId);
}

/** Returns the escrow of a failed job to the buyer, unless that was done. */
export async function refundFailed(node: WorkerNode, orderId: bigint): Promise<void> {
  const { chain, reporter } = node;
  const job = await readJob(chain, orderId);
  const order = await readOrder(chain, orderId);
  if (job.state !== "FAILED" || order.status !== "ESCROWED") return;
  try {
    const { txHash, gasUsed } = await chain.send("market", "refund", orderId);
    reporter.progress({ step: "refunded", orderId: orderId.toString(), txHash, gasUsed });
  } catch (error) {
    if (!["OrderNotRefundable", "OrderNotEscrowed"].includes(contractErrorOf(error) ?? "")) throw error;
  }
}
