import { digestOfDocument, type Hex, type OpenMessage, SymbolonError } from "@symbolon/protocol";
import { jobDigest } from "./mpcJob.ts";
import type { Committed, Opened } from "./nodeSession.ts";

/**
 * Moves on to showing the partial sum. Call it only when the budget is charged: from the first opening on, the
 * value counts as seen. Throws E4008 (retryable) while a commitment is missing: showing early would let the last
 * node choose its noise.
 */
export function openPartial(state: Committed): Opened {
  const { job, node, shareCommitments, own } = state;
  const commitments = allCommitments(state);
  const openings: Opened["openings"] = [null, null, null];
  openings[node] = own;
  return { step: "opened", job, node, shareCommitments, commitments, openings };
}

/** The message that an opened node sends to the others. */
export function openMessage(state: Opened): OpenMessage {
  const { salt, partial } = state.openings[state.node]!;
  return { orderId: state.job.orderId, node: state.job.nodes[state.node]! as Hex, salt, partial };
}

/**
 * The digest that goes on chain before anything is opened: job, share commitments and the three nodes' commitments.
 * Equal at all honest nodes. Throws E4008 while a commitment is missing.
 */
export function commitDigest(state: Committed | Opened): Hex {
  const commitments = state.step === "opened" ? state.commitments : allCommitments(state);
  return digestOfDocument({
    job: jobDigest(state.job),
    shareCommitments: state.shareCommitments,
    commitments,
  });
}

function allCommitments(state: Committed): Hex[] {
  const present = state.commitments.filter((commitment) => commitment !== null);
  if (present.length !== 3) {
    const reason = `${3 - present.length} of 3 commitments are missing`;
    throw new SymbolonError("E4008", { orderId: state.job.orderId, reason });
  }
  return present;
}
