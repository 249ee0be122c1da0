import { type CommitMessage, SymbolonError } from "@symbolon/protocol";
import { inputsDigest } from "./commitBytes.ts";
import { nodeIndex } from "./mpcJob.ts";
import type { Committed } from "./nodeSession.ts";

/**
 * Takes another node's commitment; the same one again changes nothing. Throws E4004 (other order), E4005 (not a
 * node of the job), or E4007 naming the node when it saw other share commitments (a hospital told two stories, or the
 * node lies) or sends a second, different commitment.
 */
export function acceptCommitment(state: Committed, message: CommitMessage): Committed {
  const { job } = state;
  const { orderId, node, commitment, shareCommitments } = message;
  if (orderId !== job.orderId) throw new SymbolonError("E4004", { orderId, expected: job.orderId });
  const index = nodeIndex(job, node);
  const disagree = (field: string): never => {
    throw new SymbolonError("E4007", { node, field, orderId });
  };
  if (inputsDigest(shareCommitments) !== inputsDigest(state.shareCommitments)) disagree("share commitments");
  if (!/^0x[0-9a-f]{64}$/.test(commitment)) disagree("commitment");
  if (state.commitments[index] !== null && state.commitments[index] !== commitment) disagree("commitment");
  return { ...state, commitments: state.commitments.map((own, i) => (i === index ? commitment : own)) };
}
