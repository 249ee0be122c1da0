import { fromHex, type OpenMessage, SymbolonError } from "@symbolon/protocol";
import { inputsDigest } from "./commitBytes.ts";
import { partialCommitment } from "./commitmentOf.ts";
import { jobDigest, nodeIndex } from "./mpcJob.ts";
import type { Opened } from "./nodeSession.ts";

/**
 * Takes another node's partial sum and checks it against its commitment; the same one again changes nothing.
 * Throws E4004 (other order), E4005 (not a node of the job), or E4003 naming the node when it shows something else
 * than it committed to.
 */
export function acceptOpening(state: Opened, message: OpenMessage): Opened {
  const { job } = state;
  const { orderId, node, salt, partial } = message;
  if (orderId !== job.orderId) throw new SymbolonError("E4004", { orderId, expected: job.orderId });
  const index = nodeIndex(job, node);
  // Strict lower-case hex and length, so that one value has one spelling.
  const wellFormed =
    /^0x[0-9a-f]{64}$/.test(salt) && /^0x[0-9a-f]*$/.test(partial) && partial.length === 2 + 8 * job.length;
  const holds =
    wellFormed &&
    partialCommitment({
      job: jobDigest(job),
      inputs: inputsDigest(state.shareCommitments),
      node: index,
      salt: fromHex(salt),
      bytes: fromHex(partial),
    }) === state.commitments[index];
  if (!holds) throw new SymbolonError("E4003", { node, orderId });
  return { ...state, openings: state.openings.map((own, i) => (i === index ? { salt, partial } : own)) };
}
