import { digestOfDocument, fromHex, type Hex, SymbolonError } from "@symbolon/protocol";
import { acceptOpening } from "./acceptOpening.ts";
import { jobDigest } from "./mpcJob.ts";
import type { Opened } from "./nodeSession.ts";
import { commitDigest } from "./openPartial.ts";
import { bytesToWords } from "./words.ts";

/** The result of a sum: signed noisy counts in the job's layout, and the digest of the whole transcript. */
export type OpenedCounts = { readonly noisyCounts: number[]; readonly transcriptDigest: Hex };

/**
 * Adds the three partial sums modulo 2^32 and reads each cell as the signed number nearest zero. Every opening is
 * checked against its commitment once more, so a stored state cannot be altered unnoticed. The transcript digest
 * covers job, share commitments, commitments and openings; honest nodes get the same one. Throws E4008 (retryable)
 * while an opening is missing, E4003 when one does not fit its commitment.
 */
export function combineOpenings(state: Opened): OpenedCounts {
  const { job, openings } = state;
  const sum = new Uint32Array(job.length);
  openings.forEach((opening, index) => {
    if (opening === null) {
      const reason = `node ${job.nodes[index]} has not opened yet`;
      throw new SymbolonError("E4008", { orderId: job.orderId, reason });
    }
    acceptOpening(state, { orderId: job.orderId, node: job.nodes[index]! as Hex, ...opening });
    const words = bytesToWords(fromHex(opening.partial));
    for (let cell = 0; cell < sum.length; cell++) sum[cell]! += words[cell]!;
  });
  return {
    noisyCounts: Array.from(new Int32Array(sum.buffer)),
    transcriptDigest: digestOfDocument({ job: jobDigest(job), commitDigest: commitDigest(state), openings }),
  };
}
