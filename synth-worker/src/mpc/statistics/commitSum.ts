import { fromHex, type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import type { EntropySource } from "../../random/entropySource.ts";
import { sampleDiscreteGaussian } from "../../random/sampleDiscreteGaussian.ts";
import { partialCommitment } from "../commitmentOf.ts";
import { inputsDigest } from "../commitPartial.ts";
import { jobDigest, nodeVariance } from "../mpcJob.ts";
import type { AwaitingShares, Committed } from "../nodeSession.ts";
import { bytesToWords64, words64ToBytes } from "./words64.ts";

/**
 * commitPartial for numbers of 64 bits: adds the node's shares and, where the job's variance is not 0, its own exact discrete Gaussian noise of
 * half that variance, and commits. Store the result BEFORE sending commitMessage(result). A job with variance 0 opens the exact sum, for
 * statistics that are released as "aggregate, not private". Throws E4008 (retryable) while a dataset's share is missing.
 */
export function commitSum(state: AwaitingShares, entropy: EntropySource): Committed {
  const { job, node, shares } = state;
  const missing = job.datasetIds.filter((id) => !Object.hasOwn(shares, id));
  if (missing.length > 0) {
    const reason = `no share of dataset ${missing.join(", ")} yet`;
    throw new SymbolonError("E4008", { orderId: job.orderId, reason });
  }
  const variance = nodeVariance(job);
  const sum = new BigUint64Array(job.length / 2);
  // A typed array keeps its entries modulo 2^64.
  if (variance.num !== 0n)
    for (let i = 0; i < sum.length; i++) sum[i] = sampleDiscreteGaussian(variance, entropy);
  const shareCommitments: Committed["shareCommitments"] = {};
  for (const id of job.datasetIds) {
    const { commitments, words } = shares[id]!;
    shareCommitments[id] = commitments;
    bytesToWords64(fromHex(words)).forEach((word, i) => {
      sum[i]! += word;
    });
  }
  const salt = entropy.bytes(32);
  const bytes = words64ToBytes(sum);
  const inputs = inputsDigest(shareCommitments);
  const commitments: (Hex | null)[] = [null, null, null];
  commitments[node] = partialCommitment({ job: jobDigest(job), inputs, node, salt, bytes });
  return {
    step: "committed",
    job,
    node,
    shareCommitments,
    own: { salt: toHex(salt), partial: toHex(bytes) },
    commitments,
  };
}
