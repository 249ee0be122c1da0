import type { EntropySource } from "../../random/entropySource.ts";
import { sampleDiscreteGaussian } from "../../random/sampleDiscreteGaussian.ts";
import { commitBytes } from "../commitBytes.ts";
import { nodeVariance } from "../mpcJob.ts";
import type { AwaitingShares, Committed } from "../nodeSession.ts";
import { bytesToWords64, words64ToBytes } from "./words64.ts";

/**
 * commitPartial for numbers of 64 bits: adds the node's shares and, where the job's variance is not 0, its own exact discrete Gaussian noise of
 * half that variance, and commits. Store the result BEFORE sending commitMessage(result). A job with variance 0 opens the exact sum, for
 * statistics that are released as "aggregate, not private". Throws E4008 (retryable) while a dataset's share is missing.
 */
export function commitSum(state: AwaitingShares, entropy: EntropySource): Committed {
  const { job } = state;
  const variance = nodeVariance(job);
  return commitBytes(state, entropy, (shares) => {
    const sum = new BigUint64Array(job.length / 2);
    // A typed array keeps its entries modulo 2^64.
    if (variance.num !== 0n)
      for (let i = 0; i < sum.length; i++) sum[i] = sampleDiscreteGaussian(variance, entropy);
    for (const bytes of shares)
      bytesToWords64(bytes).forEach((word, i) => {
        sum[i]! += word;
      });
    return words64ToBytes(sum);
  });
}
