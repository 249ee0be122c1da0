import type { Hex } from "@symbolon/protocol";
import { isRetryable } from "../../shared/isRetryable.ts";
import type { Job } from "../../shared/readJob.ts";
import { sleep } from "../../shared/sleep.ts";
import type { PrivateClaim } from "../claims.ts";
import { postToNode } from "../postToNode.ts";
import type { WorkerNode } from "../workerNode.ts";
import type { NoteBodies, NoteKind } from "./noteBox.ts";

/** A pause before a note is sent again to a node that is not ready for it, in milliseconds. */
const AGAIN_MILLISECONDS = 100;

/**
 * Says a note of this attempt to the other two nodes, signed, and gives what all three say, in the nodes' order. A node that is not
 * ready or away is told again until `signal` fires; then E4020 (interrupted). Throws what a node refuses for.
 */
export async function exchangeNotes<K extends NoteKind>(
  { node, claim, job, attempt }: { node: WorkerNode; claim: PrivateClaim; job: Job; attempt: number },
  own: { readonly kind: K; readonly body: NoteBodies[K] },
  signal: AbortSignal,
): Promise<NoteBodies[K][]> {
  const { account } = node.chain;
  const { orderId } = claim.verified.order;
  const message = { orderId: orderId.toString(), node: account, attempt, ...own };
  const tell = async (peer: Hex): Promise<void> => {
    for (;;) {
      try {
        await postToNode(node, peer, orderId, "note", message);
        return;
      } catch (error) {
        if (!isRetryable(error) || signal.aborted) throw error;
        await sleep(AGAIN_MILLISECONDS, signal);
      }
    }
  };
  const bodies = job.record.nodes.map(async (peer): Promise<NoteBodies[K]> => {
    if (peer === account) return own.body;
    const [body] = await Promise.all([
      claim.notes.take({ node: peer, attempt, kind: own.kind }, signal),
      tell(peer),
    ]);
    return body;
  });
  return await Promise.all(bodies);
}
