import { SymbolonError } from "@symbolon/protocol";
import type { EntropySource } from "../../random/entropySource.ts";
import { shareCommitment } from "../commitmentOf.ts";
import { jobDigest, type MpcJob } from "../mpcJob.ts";
import type { SharedCounts } from "../shareCounts.ts";
import { MAX_WHOLE } from "./fixedPoint.ts";
import { bytesToWords64, words64ToBytes } from "./words64.ts";

/**
 * Splits a hospital's signed whole numbers into three additive shares modulo 2^64: two uniform vectors and what is missing, so that any two
 * shares are uniform and independent of the numbers (one-time pad). What is sent has the form that acceptShare takes: a number is two of the
 * job's words. Throws E4001 for a wrong length, E4005 for a dataset that is not in the job, E1006 for a number beyond 2^56.
 */
export function shareNumbers(input: {
  job: MpcJob;
  datasetId: string;
  numbers: BigInt64Array;
  entropy: EntropySource;
}): SharedCounts {
  const { job, datasetId, numbers, entropy } = input;
  const digest = jobDigest(job);
  if (!job.datasetIds.includes(datasetId)) {
    throw new SymbolonError("E4005", { sender: `dataset ${datasetId}`, orderId: job.orderId });
  }
  if (2 * numbers.length !== job.length) {
    throw new SymbolonError("E4001", { length: 2 * numbers.length, expected: job.length });
  }
  if (numbers.some((number) => number > MAX_WHOLE || number < -MAX_WHOLE)) {
    throw new SymbolonError("E1006", { document: "local sums", reason: "a number is beyond 2^56" });
  }
  const first = bytesToWords64(entropy.bytes(8 * numbers.length));
  const second = bytesToWords64(entropy.bytes(8 * numbers.length));
  // A typed array keeps its entries modulo 2^64.
  const missing = BigUint64Array.from(numbers, (number, i) => number - first[i]! - second[i]!);
  const plaintexts = [first, second, missing].map((words) => {
    const plaintext = new Uint8Array(32 + 8 * words.length);
    plaintext.set(entropy.bytes(32));
    plaintext.set(words64ToBytes(words), 32);
    return plaintext;
  });
  return {
    plaintexts,
    commitments: plaintexts.map((plaintext, node) =>
      shareCommitment({
        job: digest,
        datasetId,
        node,
        salt: plaintext.subarray(0, 32),
        bytes: plaintext.subarray(32),
      }),
    ),
  };
}
