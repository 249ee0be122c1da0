import {
  type CommitMessage,
  digestOfDocument,
  fromHex,
  type Hex,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import type { EntropySource } from "../random/entropySource.ts";
import { sampleDiscreteGaussian } from "../random/sampleDiscreteGaussian.ts";
import { partialCommitment } from "./commitmentOf.ts";
import { jobDigest, nodeVariance } from "./mpcJob.ts";
import type { AwaitingShares, Committed } from "./nodeSession.ts";
import { bytesToWords, wordsToBytes } from "./words.ts";

/**
 * Adds the node's shares and its own exact discrete Gaussian noise (variance sigma^2/2 per cell), and commits. The
 * single shares leave the state. Store the result BEFORE sending commitMessage(result): a node that is killed
 * and resumes must go on with this noise. Throws E4008 (retryable) while a dataset's share is missing.
 */
export function commitPartial(state: AwaitingShares, entropy: EntropySource): Committed {
  const { job, node, shares } = state;
  const missing = job.datasetIds.filter((id) => !Object.hasOwn(shares, id));
  if (missing.length > 0) {
    const reason = `no share of dataset ${missing.join(", ")} yet`;
    throw new SymbolonError("E4008", { orderId: job.orderId, reason });
  }
  const variance = nodeVariance(job);
  const sum = Uint32Array.from({ length: job.length }, () =>
    Number(BigInt.asUintN(32, sampleDiscreteGaussian(variance, entropy))),
  );
  const shareCommitments: Committed["shareCommitments"] = {};
  for (const id of job.datasetIds) {
    const { commitments, words } = shares[id]!;
    shareCommitments[id] = commitments;
    const share = bytesToWords(fromHex(words));
    // A typed array keeps its entries modulo 2^32.
    for (let cell = 0; cell < sum.length; cell++) sum[cell]! += share[cell]!;
  }
  const salt = entropy.bytes(32);
  const bytes = wordsToBytes(sum);
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

/** The message that a committed node sends to the others; the same one every time. */
export function commitMessage(state: Committed): CommitMessage {
  return {
    orderId: state.job.orderId,
    node: state.job.nodes[state.node]! as Hex,
    commitment: state.commitments[state.node]!,
    shareCommitments: state.shareCommitments,
  };
}

/** Digest of all datasets' share commitments: which inputs went into a sum. */
export function inputsDigest(shareCommitments: Record<string, readonly Hex[]>): Hex {
  return digestOfDocument(shareCommitments);
}
