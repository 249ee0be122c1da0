import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import type { Claim, FileClaim, PrivateClaim, StatisticsClaim } from "./claims.ts";

/** Throws E4005 unless `sender` is the provider of this dataset of the order. */
export function requireProvider(claim: Claim, datasetId: string, sender: Hex): void {
  const dataset = claim.verified.datasets.find((candidate) => candidate.datasetId.toString() === datasetId);
  if (dataset?.provider !== sender)
    throw new SymbolonError("E4005", { sender, orderId: claim.verified.order.orderId });
}

/** Throws E4005 unless `sender` is the node of the job that it says it is. */
export function requireNode(job: Job, orderId: bigint, claimed: string, sender: Hex): void {
  if (claimed.toLowerCase() !== sender || !job.record.nodes.includes(sender))
    throw new SymbolonError("E4005", { sender, orderId });
}

/** Throws E4004 for a message of another order. */
export function requireOrder(message: { readonly orderId: string }, orderId: bigint): void {
  if (message.orderId !== orderId.toString())
    throw new SymbolonError("E4004", { orderId: message.orderId, expected: orderId });
}

/** The claim as one of a private job. Throws E9006 for any other, in which no tables are shared. */
export function requirePrivate(claim: Claim): PrivateClaim {
  if (claim.releaseClass === "private") return claim;
  throw new SymbolonError("E9006", { what: "shared tables for an order of another kind" });
}

/** The claim as one of a high-fidelity job. Throws E9006 for any other, whose result the nodes make. */
export function requireFileClaim(claim: Claim): FileClaim {
  if (claim.releaseClass === "high-fidelity") return claim;
  throw new SymbolonError("E9006", { what: "a hospital's file for an order of another kind" });
}

/** The claim as one of a statistic. Throws E9006 for any other, which has no rounds of sums. */
export function requireStatistics(claim: Claim): StatisticsClaim {
  if (claim.releaseClass === "statistics") return claim;
  throw new SymbolonError("E9006", { what: "a round of sums for an order of another kind" });
}

/** The error for a message that comes too early; the sender tries again. */
export function notReady(orderId: bigint, reason: string): SymbolonError {
  return new SymbolonError("E4008", { orderId, reason });
}
