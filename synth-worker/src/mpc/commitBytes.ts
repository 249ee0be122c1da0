import { digestOfDocument, fromHex, type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import type { EntropySource } from "../random/entropySource.ts";
import { partialCommitment } from "./commitmentOf.ts";
import { jobDigest } from "./mpcJob.ts";
import type { AwaitingShares, Committed } from "./nodeSession.ts";

/**
 * The step from shares to a commitment, whatever the words are: `partialOf` gets every dataset's share in the job's order and gives the
 * node's noisy partial sum. The single shares leave the state. Throws E4008 (retryable) while a dataset's share is missing; nothing is drawn then.
 */
export function commitBytes(
  state: AwaitingShares,
  entropy: EntropySource,
  partialOf: (shares: readonly Uint8Array[]) => Uint8Array,
): Committed {
  const { job, node, shares } = state;
  const missing = job.datasetIds.filter((id) => !Object.hasOwn(shares, id));
  if (missing.length > 0) {
    const reason = `no share of dataset ${missing.join(", ")} yet`;
    throw new SymbolonError("E4008", { orderId: job.orderId, reason });
  }
  const bytes = partialOf(job.datasetIds.map((id) => fromHex(shares[id]!.words)));
  const salt = entropy.bytes(32);
  const shareCommitments: Committed["shareCommitments"] = Object.fromEntries(
    job.datasetIds.map((id) => [id, shares[id]!.commitments]),
  );
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

/** Digest of all datasets' share commitments: which inputs went into a sum. */
export function inputsDigest(shareCommitments: Record<string, readonly Hex[]>): Hex {
  return digestOfDocument(shareCommitments);
}
