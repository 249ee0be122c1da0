import { FAIL_REASONS, type FailReason } from "@symbolon/protocol";
import { readHistory } from "../shared/readHistory.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import type { WorkerNode } from "./workerNode.ts";

/** Fails the job for a reason that is true on chain (or as its lead) and refunds the buyer. Does nothing when both are done already. */
export async function failJob(
  node: WorkerNode,
  orderId: bigint,
  reason: FailReason,
  why: string,
): Promise<void> {
  const { chain, reporter } = node;
  const { order, job } = await readHistory(chain, orderId);
  if (job.state !== "FAILED" && order.status === "ESCROWED") {
    const number = FAIL_REASONS.indexOf(reason);
    const sent = await unlessOvertaken(() =>
      chain.send("jobRegistry", "fail", orderId, number, order.terms, job.record),
    );
    if (sent !== null) {
      const { txHash, gasUsed } = sent;
      const detail = `${reason}: ${why}`;
      reporter.progress({ step: "failed", orderId: orderId.toString(), txHash, gasUsed, detail });
    }
  }
  await refundFailed(node, orderId);
}

/** Returns the escrow of a failed job to the buyer, unless that was done. */
export async function refundFailed(node: WorkerNode, orderId: bigint): Promise<void> {
  const { chain, reporter } = node;
  const { order, job } = await readHistory(chain, orderId);
  if (job.state !== "FAILED" || order.status !== "ESCROWED") return;
  const sent = await unlessOvertaken(
    () => chain.send("market", "refund", orderId, order.terms),
    ["OrderNotRefundable"],
  );
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  reporter.progress({ step: "refunded", orderId: orderId.toString(), txHash, gasUsed });
}
