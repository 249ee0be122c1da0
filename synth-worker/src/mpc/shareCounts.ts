import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { EntropySource } from "../random/entropySource.ts";
import { shareCommitment } from "./commitmentOf.ts";
import { jobDigest, type MpcJob } from "./mpcJob.ts";
import { wordsToBytes } from "./words.ts";

/** Most patients in one cell of one dataset. */
const MAX_COUNT = 2 ** 24;

/** A hospital's output: for node i the plaintext to seal to it, and the commitments that go to all three in clear. */
export type SharedCounts = {
  /** plaintexts[i] = 32-byte salt, then the share's words little-endian; for node i's eyes only. */
  readonly plaintexts: readonly Uint8Array<ArrayBuffer>[];
  readonly commitments: readonly Hex[];
};

/**
 * Splits a hospital's counts into three additive shares modulo 2^32: two uniform vectors and what is missing. Any two
 * shares are uniform and independent of the counts (one-time pad), so a node, or two, learns nothing from them.
 * Throws E4001 for a wrong length, E4005 for a dataset that is not in the job, E1006 for a count that is
 * not a whole number from 0 to 2^24.
 */
export function shareCounts(input: {
  job: MpcJob;
  datasetId: string;
  counts: ArrayLike<number>;
  entropy: EntropySource;
}): SharedCounts {
  const { job, datasetId, counts, entropy } = input;
  const digest = jobDigest(job);
  if (!job.datasetIds.includes(datasetId)) {
    throw new SymbolonError("E4005", { sender: `dataset ${datasetId}`, orderId: job.orderId });
  }
  if (counts.length !== job.length) {
    throw new SymbolonError("E4001", { length: counts.length, expected: job.length });
  }
  const shares = [
    randomWords(job.length, entropy),
    randomWords(job.length, entropy),
    new Uint32Array(job.length),
  ];
  for (let cell = 0; cell < job.length; cell++) {
    const count = counts[cell]!;
    if (!Number.isInteger(count) || count < 0 || count > MAX_COUNT) {
      throw new SymbolonError("E1006", { document: "counts", reason: `cell ${cell} is ${count}` });
    }
    // A typed array keeps its entries modulo 2^32.
    shares[2]![cell] = count - shares[0]![cell]! - shares[1]![cell]!;
  }
  const parts = shares.map((words, node) => {
    const salt = entropy.bytes(32);
    const bytes = wordsToBytes(words);
    const plaintext = new Uint8Array(32 + bytes.length);
    plaintext.set(salt);
    plaintext.set(bytes, 32);
    return { plaintext, commitment: shareCommitment({ job: digest, datasetId, node, salt, bytes }) };
  });
  return { plaintexts: parts.map((p) => p.plaintext), commitments: parts.map((p) => p.commitment) };
}

function randomWords(length: number, entropy: EntropySource): Uint32Array {
  const bytes = entropy.bytes(4 * length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Uint32Array.from({ length }, (_, i) => view.getUint32(4 * i, true));
}
