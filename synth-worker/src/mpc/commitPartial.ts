import type { CommitMessage, Hex } from "@symbolon/protocol";
import type { EntropySource } from "../random/entropySource.ts";
import { sampleDiscreteGaussian } from "../random/sampleDiscreteGaussian.ts";
import { commitBytes } from "./commitBytes.ts";
import { nodeVariance } from "./mpcJob.ts";
import type { AwaitingShares, Committed, Opened } from "./nodeSession.ts";
import { bytesToWords, wordsToBytes } from "./words.ts";

/**
 * Adds the node's shares and its own exact discrete Gaussian noise (variance sigma^2/2 per cell), and commits. The
 * single shares leave the state. Store the result BEFORE sending commitMessage(result): a node that is killed
 * and resumes must go on with this noise. Throws E4008 (retryable) while a dataset's share is missing.
 */
export function commitPartial(state: AwaitingShares, entropy: EntropySource): Committed {
  const { job } = state;
  const variance = nodeVariance(job);
  return commitBytes(state, entropy, (shares) => {
    const sum = Uint32Array.from({ length: job.length }, () =>
      Number(BigInt.asUintN(32, sampleDiscreteGaussian(variance, entropy))),
    );
    for (const bytes of shares) {
      const share = bytesToWords(bytes);
      // A typed array keeps its entries modulo 2^32.
      for (let cell = 0; cell < sum.length; cell++) sum[cell]! += share[cell]!;
    }
    return wordsToBytes(sum);
  });
}

/** The message that a committed node sends to the others; the same one every time, also once it has opened. */
export function commitMessage(state: Committed | Opened): CommitMessage {
  return {
    orderId: state.job.orderId,
    node: state.job.nodes[state.node]! as Hex,
    commitment: state.commitments[state.node]!,
    shareCommitments: state.shareCommitments,
  };
}
