import { fromHex, type Hex } from "@symbolon/protocol";
import { combineOpenings } from "../combineOpenings.ts";
import type { Opened } from "../nodeSession.ts";
import { bytesToWords64 } from "./words64.ts";

/**
 * The opened sums as signed whole numbers of 64 bits, and the digest of the sum's transcript. Checks every opening as combineOpenings does, and
 * throws what it throws: E4008 (retryable) while an opening is missing, E4003 when one does not fit its commitment.
 */
export function combineSum(state: Opened): { readonly sums: BigInt64Array; readonly transcriptDigest: Hex } {
  const { transcriptDigest } = combineOpenings(state);
  const sum = new BigUint64Array(state.job.length / 2);
  for (const opening of state.openings) {
    bytesToWords64(fromHex(opening!.partial)).forEach((word, i) => {
      // A typed array keeps its entries modulo 2^64.
      sum[i]! += word;
    });
  }
  return { sums: new BigInt64Array(sum.buffer), transcriptDigest };
}
