import { type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import { shareCommitment } from "./commitmentOf.ts";
import { jobDigest } from "./mpcJob.ts";
import type { AwaitingShares } from "./nodeSession.ts";

/** A share as a node has it after unsealing: the plaintext is `salt || words`, made by shareCounts. */
export type ReceivedShare = {
  readonly orderId: string;
  readonly datasetId: string;
  readonly commitments: readonly Hex[];
  readonly plaintext: Uint8Array;
};

/**
 * Takes one dataset's share. Throws E4004 (other order), E4005 (dataset not in the job), E4002 (a second share;
 * the first stands), E4001 (wrong length) or E4007 naming the dataset when the share is not the one committed to.
 */
export function acceptShare(state: AwaitingShares, share: ReceivedShare): AwaitingShares {
  const { job, node } = state;
  const { orderId, datasetId, commitments, plaintext } = share;
  if (orderId !== job.orderId) throw new SymbolonError("E4004", { orderId, expected: job.orderId });
  if (!job.datasetIds.includes(datasetId)) {
    throw new SymbolonError("E4005", { sender: `dataset ${datasetId}`, orderId });
  }
  if (Object.hasOwn(state.shares, datasetId)) throw new SymbolonError("E4002", { datasetId, orderId });
  if (plaintext.length !== 32 + 4 * job.length) {
    const length = Math.floor(Math.max(0, plaintext.length - 32) / 4);
    throw new SymbolonError("E4001", { length, expected: job.length });
  }
  const bytes = plaintext.slice(32);
  const salt = plaintext.slice(0, 32);
  const expected = shareCommitment({ job: jobDigest(job), datasetId, node, salt, bytes });
  if (commitments.length !== 3 || !commitments.every(isDigest) || commitments[node] !== expected) {
    throw new SymbolonError("E4007", { node: `of dataset ${datasetId}`, field: "share commitment", orderId });
  }
  const entry = { commitments: [...commitments], words: toHex(bytes) };
  return { ...state, shares: { ...state.shares, [datasetId]: entry } };
}

/** Lower case only: one value has one spelling, so a changed letter is a changed message. */
function isDigest(text: string): boolean {
  return /^0x[0-9a-f]{64}$/.test(text);
}
