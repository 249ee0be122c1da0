import { sameBytes } from "../mpc/rss/sameBytes.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import type { JointResult } from "./runJoint.ts";

/**
 * The digests of the links 0-1, 1-2 and 2-0 from what the three nodes say of their links, in the nodes' order. Throws E4020 naming the
 * link whose two ends differ.
 */
export function linkDigests(
  orderId: string,
  transcripts: readonly JointResult["transcripts"][],
): Uint8Array[] {
  return transcripts.map(({ next }, node) => {
    const other = (node + 1) % 3;
    if (!sameBytes(next, transcripts[other]!.previous))
      throw stopped(orderId, `nodes ${node} and ${other} had different messages`);
    return next;
  });
}
